package dev.fastmcp.auth;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.spi.TokenStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what another storage keeps (AES-256-GCM), so that whoever can read that storage has nothing of use without the key. The name of a value is bound to it: values cannot be exchanged for each other. Thread-safe.
 *
 * <p>A value that cannot be decrypted counts as absent, and a warning is logged; the next login replaces it.
 */
public final class EncryptedTokenStorage implements TokenStorage {

    private static final System.Logger LOG = System.getLogger(EncryptedTokenStorage.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final TokenStorage inner;
    private final SecretKey key;

    private EncryptedTokenStorage(TokenStorage inner, SecretKey key) {
        this.inner = inner;
        this.key = key;
    }

    /**
     * Encrypts with a key.
     *
     * @param inner keeps the encrypted values
     * @param key an AES key of 256 bits
     * @return the storage
     * @throws IllegalArgumentException if it is another kind of key
     */
    public static EncryptedTokenStorage of(TokenStorage inner, SecretKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded != null && encoded.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "The key has " + encoded.length * 8 + " bits: give one of 256, such as KeyGenerator makes for AES");
        }
        return new EncryptedTokenStorage(Objects.requireNonNull(inner, "inner"), key);
    }

    /**
     * Encrypts with a key.
     *
     * @param inner keeps the encrypted values
     * @param key 32 random bytes, not a password; they are copied
     * @return the storage
     * @throws IllegalArgumentException if there are more or less
     */
    public static EncryptedTokenStorage of(TokenStorage inner, byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("The key has " + key.length + " bytes: give 32 random ones");
        }
        return of(inner, new SecretKeySpec(key, "AES"));
    }

    @Override
    public Optional<byte[]> load(String name) throws IOException {
        Optional<byte[]> stored = inner.load(name);
        Optional<byte[]> clear = stored.flatMap(value -> decrypted(name, value));
        if (stored.isPresent() && clear.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} cannot be decrypted, so it is not used: it was saved with another key, or was changed",
                    name);
        }
        return clear;
    }

    @Override
    public void save(String name, byte[] value) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(value);
            byte[] all = new byte[1 + NONCE_BYTES + encrypted.length];
            all[0] = VERSION;
            System.arraycopy(nonce, 0, all, 1, NONCE_BYTES);
            System.arraycopy(encrypted, 0, all, 1 + NONCE_BYTES, encrypted.length);
            // A text of JSON, which every storage takes.
            inner.save(name, JsonCodec.discovered().encode(Base64.getEncoder().encodeToString(all)));
        } catch (GeneralSecurityException e) {
            throw new IOException("The tokens cannot be encrypted: " + e.getMessage(), e);
        }
    }

    private Optional<byte[]> decrypted(String name, byte[] stored) {
        try {
            Object text = JsonValue.raw(JsonCodec.discovered(), stored, 0, stored.length)
                    .asObject();
            byte[] all = Base64.getDecoder().decode(String.valueOf(text));
            if (all.length <= 1 + NONCE_BYTES || all[0] != VERSION) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOfRange(all, 1, 1 + NONCE_BYTES);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, name)
                    .doFinal(all, 1 + NONCE_BYTES, all.length - 1 - NONCE_BYTES));
        } catch (GeneralSecurityException | IllegalArgumentException | DataMappingException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public void delete(String name) throws IOException {
        inner.delete(name);
    }

    @Override
    public Lock lock(String name) throws IOException, InterruptedException {
        return inner.lock(name);
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "EncryptedTokenStorage[" + inner + "]";
    }
}
