package dev.fastmcp.auth.internal.store;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key that the caller has. */
public final class GivenKey implements KeySource {

    static final String AES = "AES";
    static final int BYTES = 32;

    private final SecretKey key;

    /**
     * Takes a key.
     *
     * @throws IllegalArgumentException if it is not for AES with 256 bits
     */
    public GivenKey(SecretKey key) {
        byte[] encoded = key.getEncoded();
        // Keys in hardware do not show themselves.
        if (!key.getAlgorithm().equalsIgnoreCase(AES) || encoded != null && encoded.length != BYTES) {
            throw new IllegalArgumentException("key must be for AES with 256 bits, and not for " + key.getAlgorithm()
                    + (encoded == null ? "" : " with " + encoded.length * Byte.SIZE + " bits"));
        }
        this.key = key;
    }

    /**
     * Takes the bytes of a key.
     *
     * @throws IllegalArgumentException if they are not 32
     */
    public static GivenKey of(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("key must have " + BYTES + " bytes, and not " + key.length);
        }
        return new GivenKey(new SecretKeySpec(key, AES));
    }

    @Override
    public String kind() {
        return "given";
    }

    @Override
    public SecretKey key(byte[] salt) {
        return key;
    }
}
