package dev.fastmcp.auth;

import dev.fastmcp.auth.internal.token.JwtKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A private key that a client signs assertions with. Immutable and thread-safe; shows nothing of the key.
 */
public final class SigningKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final List<String> RSA = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    private static final int MIN_RSA_BITS = 2048;

    private final PrivateKey key;
    private final String algorithm;
    private final Optional<String> keyId;

    private SigningKey(PrivateKey key, String algorithm, Optional<String> keyId) {
        this.key = key;
        this.algorithm = algorithm;
        this.keyId = keyId;
    }

    /**
     * Takes a key. Elliptic curves P-256, P-384 and P-521 sign with ES256, ES384 and ES512, Ed25519 signs with EdDSA, and RSA keys with RS256.
     *
     * @param key an EC, Ed25519 or RSA key
     * @return the key
     * @throws IllegalArgumentException if it is of another kind, or an RSA key of less than 2048 bits (RFC 7518, section 3.3)
     */
    public static SigningKey of(PrivateKey key) {
        return new SigningKey(key, usualAlgorithm(key), Optional.empty());
    }

    /**
     * Reads a key in PEM form, PKCS #8 without encryption ({@code BEGIN PRIVATE KEY}).
     *
     * @param pem the text
     * @return the key
     * @throws IllegalArgumentException if it is something else; the message tells how to convert other forms, and holds nothing of the text
     */
    public static SigningKey ofPem(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "This is no private key that can be used: give PKCS #8 without encryption"
                            + " (BEGIN PRIVATE KEY), such as: openssl pkcs8 -topk8 -nocrypt -in key.pem");
        }
        return of(decoded(pem.substring(begin + BEGIN.length(), end)));
    }

    /**
     * Reads a key from a file, as {@link #ofPem(String)} does.
     *
     * @param file the file
     * @return the key
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it holds something else
     */
    public static SigningKey ofPem(Path file) {
        try {
            return ofPem(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The private key cannot be read from " + file, e);
        }
    }

    private static PrivateKey decoded(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The private key is damaged: its text is not Base64");
        }
        for (String kind : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (GeneralSecurityException e) {
                // Perhaps another kind.
            }
        }
        throw new IllegalArgumentException(
                "The private key is neither EC nor Ed25519 nor RSA, or damaged: give one of these");
    }

    private static String usualAlgorithm(PrivateKey key) {
        if (key instanceof ECPrivateKey elliptic) {
            return switch (elliptic.getParams().getOrder().bitLength()) {
                case 256 -> "ES256";
                case 384 -> "ES384";
                case 521 -> "ES512";
                default -> throw unusable(key);
            };
        }
        if (key instanceof EdECPrivateKey edwards
                && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
            return "EdDSA";
        }
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
            throw new IllegalArgumentException(
                    "The RSA key has " + rsa.getModulus().bitLength()
                            + " bits, too few to sign with: give one of at least " + MIN_RSA_BITS);
        }
        if ("RSA".equals(key.getAlgorithm())) {
            return "RS256";
        }
        throw unusable(key);
    }

    private static IllegalArgumentException unusable(PrivateKey key) {
        return new IllegalArgumentException("A key of the kind " + key.getAlgorithm()
                + " cannot be used: give an RSA key, an Ed25519 key, or an EC key on P-256, P-384 or P-521");
    }

    /**
     * Chooses how RSA keys sign.
     *
     * @param name such as {@code PS256} (RFC 7518, section 3.1)
     * @return a key that signs so
     * @throws IllegalArgumentException if this key cannot
     */
    public SigningKey withAlgorithm(String name) {
        boolean fits = name.equals(algorithm) || RSA.contains(algorithm) && RSA.contains(name);
        if (!fits) {
            throw new IllegalArgumentException("This key cannot sign with " + name + "; it signs with " + algorithm);
        }
        return new SigningKey(key, name, keyId);
    }

    /**
     * Names the key, so that servers which know several of this client find the right one.
     *
     * @param id the {@code kid} of assertions
     * @return a key with this name
     */
    public SigningKey withKeyId(String id) {
        return new SigningKey(key, algorithm, Optional.of(Objects.requireNonNull(id, "id")));
    }

    JwtKey jwtKey() {
        return new JwtKey(key, algorithm, keyId);
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "SigningKey[" + algorithm + keyId.map(id -> ", " + id).orElse("") + "]";
    }
}
