package dev.fastmcp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    @TempDir
    private Path folder;

    private static PrivateKey key(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) {
            generator.initialize(bits);
        }
        KeyPair pair = generator.generateKeyPair();
        return pair.getPrivate();
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @ParameterizedTest
    @CsvSource({"EC, 256, ES256", "EC, 384, ES384", "EC, 521, ES512", "RSA, 2048, RS256", "Ed25519, 0, EdDSA"})
    void readsPem(String kind, int bits, String algorithm) throws Exception {
        PrivateKey key = key(kind, bits);
        Path file =
                Files.writeString(folder.resolve("key.pem"), "Comment\r\n" + pem(key).replace("\n", "\r\n") + "More");

        for (SigningKey read :
                new SigningKey[] {SigningKey.ofPem(pem(key)), SigningKey.ofPem(file), SigningKey.of(key)}) {
            assertThat(read.jwtKey().algorithm()).isEqualTo(algorithm);
            assertThat(read.jwtKey().key().getEncoded()).isEqualTo(key.getEncoded());
            assertThat(read.jwtKey().keyId()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----\nSECRET\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nSECRET\n-----END EC PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nSECRET\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----END PRIVATE KEY-----SECRET-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nSECRET",
                "SECRET",
                ""
            })
    void tellsHowToConvertOtherForms(String pem) {
        assertThatThrownBy(() -> SigningKey.ofPem(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This is no private key that can be used: give PKCS #8 without encryption"
                        + " (BEGIN PRIVATE KEY), such as: openssl pkcs8 -topk8 -nocrypt -in key.pem");
    }

    @ParameterizedTest
    @CsvSource({
        "SECRET=x, 'The private key is damaged: its text is not Base64'",
        "U0VDUkVU, 'The private key is neither EC nor Ed25519 nor RSA, or damaged: give one of these'"
    })
    void refusesDamagedKeys(String text, String message) {
        assertThatThrownBy(() -> SigningKey.ofPem("-----BEGIN PRIVATE KEY-----" + text + "-----END PRIVATE KEY-----"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        Path missing = folder.resolve("missing.pem");

        assertThatThrownBy(() -> SigningKey.ofPem(missing))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The private key cannot be read from " + missing);
    }

    @Test
    void refusesKeysThatCannotSign() throws Exception {
        assertThatThrownBy(() -> SigningKey.of(key("X25519", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "cannot be used: give an RSA key, an Ed25519 key, or an EC key on P-256, P-384 or P-521");
        assertThatThrownBy(() -> SigningKey.of(key("Ed448", 0))).hasMessageContaining("give an RSA key");
        assertThatThrownBy(() -> SigningKey.of(key("RSA", 1024)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The RSA key has 1024 bits, too few to sign with: give one of at least 2048");
    }

    @Test
    void choosesHowRsaKeysSign() throws Exception {
        SigningKey rsa = SigningKey.of(key("RSA", 2048)).withKeyId("k");

        assertThat(rsa.withAlgorithm("PS256").jwtKey().algorithm()).isEqualTo("PS256");
        assertThat(rsa.withAlgorithm("PS256").withAlgorithm("RS512").jwtKey().algorithm())
                .isEqualTo("RS512");
        assertThat(rsa.withAlgorithm("PS256").jwtKey().keyId()).contains("k");
        assertThatThrownBy(() -> rsa.withAlgorithm("ES256"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This key cannot sign with ES256; it signs with RS256");
        assertThatThrownBy(() -> SigningKey.of(key("EC", 256)).withAlgorithm("ES384"))
                .hasMessage("This key cannot sign with ES384; it signs with ES256");
        assertThat(SigningKey.of(key("EC", 256)).withAlgorithm("ES256").jwtKey().algorithm())
                .isEqualTo("ES256");
    }

    @Test
    void showsNothingOfTheKey() throws Exception {
        SigningKey key = SigningKey.of(key("EC", 256));

        assertThat(key.toString()).isEqualTo("SigningKey[ES256]");
        assertThat(key.withKeyId("k").toString()).isEqualTo("SigningKey[ES256, k]");
    }
}
