package dev.fastmcp.auth;

import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.store.GivenKey;
import dev.fastmcp.auth.internal.store.Keychain;
import dev.fastmcp.auth.internal.store.KeychainKey;
import dev.fastmcp.auth.internal.store.PassphraseKey;
import dev.fastmcp.auth.internal.store.SealedValues;
import java.io.IOException;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Encrypts what another storage keeps: AES-256-GCM, a random nonce for each value, bound to its name. Thread-safe.
 *
 * <p>A value that cannot be decrypted, since the key is another one or somebody has changed it, counts as absent, and a warning is logged. It is moved to the name {@code NAME.corrupt-1} (or a higher
 * number) before another takes its place. A value that was saved without encryption counts as absent, too: to take it over would let everybody who can write there choose it.
 */
public final class EncryptedTokenStorage implements TokenStorage {

    private final TokenStorage inner;
    private final SealedValues values;

    private EncryptedTokenStorage(TokenStorage inner, SealedValues values) {
        this.inner = inner;
        this.values = values;
    }

    /**
     * Encrypts with a key.
     *
     * @param inner keeps the encrypted values
     * @param key a key for AES with 256 bits
     * @return the storage
     * @throws IllegalArgumentException if the key is for something else
     */
    public static EncryptedTokenStorage of(TokenStorage inner, SecretKey key) {
        return new EncryptedTokenStorage(inner, new SealedValues(inner, new GivenKey(key)));
    }

    /**
     * Encrypts with a key.
     *
     * @param inner keeps the encrypted values
     * @param key 32 bytes that nobody can guess; the array may be wiped afterwards
     * @return the storage
     * @throws IllegalArgumentException if there are more bytes, or fewer
     */
    public static EncryptedTokenStorage of(TokenStorage inner, byte[] key) {
        return new EncryptedTokenStorage(inner, new SealedValues(inner, GivenKey.of(key)));
    }

    /**
     * Encrypts with a key that is made of a passphrase: by PBKDF2 with HMAC-SHA256, 600,000 rounds and a random salt, which stands beside each value. That takes about half a second once in the life of
     * this object.
     *
     * @param inner keeps the encrypted values
     * @param passphrase the passphrase; the array may be wiped afterwards
     * @return the storage
     * @throws IllegalArgumentException if the passphrase is empty
     */
    public static EncryptedTokenStorage of(TokenStorage inner, char[] passphrase) {
        return new EncryptedTokenStorage(inner, new SealedValues(inner, new PassphraseKey(passphrase)));
    }

    /**
     * Encrypts with a random key that the keychain of the operating system keeps: of macOS by the command {@code security}, of Linux desktops (the Secret Service) by the command {@code secret-tool}. The
     * key is made when it is first needed. If the keychain cannot be used at that time, loading and saving fail.
     *
     * <p>Other systems are not supported: Windows has no command that would take a secret otherwise than as an argument, which other programs can see.
     *
     * @param inner keeps the encrypted values
     * @return the storage
     * @throws UnsupportedOperationException if there is no such command
     */
    public static EncryptedTokenStorage withKeychain(TokenStorage inner) {
        return new EncryptedTokenStorage(inner, new SealedValues(inner, new KeychainKey(inner, Keychain.ofSystem())));
    }

    @Override
    public Optional<byte[]> load(String name) throws IOException {
        return values.load(name);
    }

    @Override
    public void save(String name, byte[] value) throws IOException {
        values.save(name, value);
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
