package dev.fastmcp.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopKeyTest {

    private static final URI SERVER = URI.create("https://mcp.example/mcp");
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");

    private final DpopKey key = DpopKey.generate();

    private SignedJWT proof(URI uri, Optional<String> token, Optional<String> nonce) throws Exception {
        return SignedJWT.parse(key.proof("POST", uri, token, nonce, InstantSource.fixed(NOW)));
    }

    @Test
    void provesThatItHasTheKey() throws Exception {
        SignedJWT proof = proof(SERVER, Optional.empty(), Optional.empty());

        JWK shown = proof.getHeader().getJWK();
        assertThat(proof.verify(new ECDSAVerifier(shown.toECKey()))).isTrue();
        assertThat(proof.getHeader().getType().getType()).isEqualTo("dpop+jwt");
        assertThat(proof.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(shown.isPrivate()).isFalse();
        assertThat(shown.computeThumbprint()).isEqualTo(JWK.parse(key.toJwk()).computeThumbprint());
    }

    @Test
    void namesRequestAndTime() throws Exception {
        JWTClaimsSet claims = proof(SERVER, Optional.empty(), Optional.empty()).getJWTClaimsSet();

        assertThat(claims.getClaims()).containsOnlyKeys("jti", "htm", "htu", "iat");
        assertThat(claims.getStringClaim("htm")).isEqualTo("POST");
        assertThat(claims.getStringClaim("htu")).isEqualTo("https://mcp.example/mcp");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW));
        assertThat(claims.getJWTID())
                .isNotEmpty()
                .isNotEqualTo(proof(SERVER, Optional.empty(), Optional.empty())
                        .getJWTClaimsSet()
                        .getJWTID());
    }

    @Test
    void namesTheTokenByItsHash() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("TOKEN".getBytes("US-ASCII"));

        SignedJWT proof = proof(SERVER, Optional.of("TOKEN"), Optional.empty());

        assertThat(proof.getJWTClaimsSet().getStringClaim("ath"))
                .isEqualTo(Base64URL.encode(hash).toString());
    }

    @Test
    void repeatsTheNonce() throws Exception {
        SignedJWT proof = proof(SERVER, Optional.empty(), Optional.of("n-0.1~"));

        assertThat(proof.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("n-0.1~");
        assertThat(DpopKey.nonceOf(proof.serialize())).contains("n-0.1~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b.c", "a.!!.c", "a.bnVsbA.c", "a.e30.c"})
    void findsNoNonceWhereThereIsNone(String proof) {
        assertThat(DpopKey.nonceOf(proof)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://mcp.example/a%20b?secret=1#secret, https://mcp.example/a%20b",
        "https://user:secret@mcp.example/a,         https://mcp.example/a",
        "HTTPS://MCP.example:443/a/,                https://mcp.example/a/",
        "https://mcp.example:8443/a,                https://mcp.example:8443/a",
        "http://[::1]:80,                           http://[::1]/",
        "http://127.0.0.1:4711/,                    http://127.0.0.1:4711/"
    })
    void namesAddressesWithoutSecrets(String uri, String target) throws Exception {
        SignedJWT proof = proof(URI.create(uri), Optional.empty(), Optional.empty());

        assertThat(proof.getJWTClaimsSet().getStringClaim("htu")).isEqualTo(target);
    }

    @Test
    void isTheSameKeyAfterItWasStored() throws Exception {
        DpopKey stored = DpopKey.ofJwk(key.toJwk());
        SignedJWT proof = SignedJWT.parse(
                stored.proof("GET", SERVER, Optional.empty(), Optional.empty(), InstantSource.system()));

        assertThat(proof.verify(new ECDSAVerifier(ECKey.parse(key.toJwk())))).isTrue();
    }

    @Test
    void makesAnotherKeyEachTime() throws Exception {
        assertThat(JWK.parse(DpopKey.generate().toJwk()).computeThumbprint())
                .isNotEqualTo(JWK.parse(key.toJwk()).computeThumbprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hidden", "{}", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"hidden\",\"y\":\"hidden\"}"})
    void saysWhatToDoAboutADamagedKey(String jwk) {
        AuthorizationException failure = catchThrowableOfType(
                AuthorizationException.class,
                () -> DpopKey.ofJwk(jwk)
                        .proof("GET", SERVER, Optional.empty(), Optional.empty(), InstantSource.system()));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure)
                .hasMessage("The stored key that tokens are bound to is damaged: log out, and log in again")
                .hasNoCause();
    }

    @Test
    void showsNothingOfTheKey() {
        assertThat(key.toString()).isEqualTo("DpopKey[…]");
    }
}
