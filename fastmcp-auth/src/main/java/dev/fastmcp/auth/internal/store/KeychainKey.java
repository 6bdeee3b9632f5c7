package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.spi.TokenStorage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A random key that the keychain of the operating system keeps; read once. Guarded by its lock. */
public final class KeychainKey implements KeySource {

    private static final String LOCK = "encryption-key";

    private final TokenStorage storage;
    private final Keychain keychain;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SecretKey known;

    /**
     * Uses a keychain.
     *
     * @param storage has the lock that keeps two processes from making two keys
     */
    public KeychainKey(TokenStorage storage, Keychain keychain) {
        this.storage = storage;
        this.keychain = keychain;
    }

    @Override
    public String kind() {
        return "keychain";
    }

    @Override
    public SecretKey key(byte[] salt) throws IOException {
        try {
            lock.lockInterruptibly();
            try {
                SecretKey key = known;
                if (key == null) {
                    key = find();
                    known = key;
                }
                return key;
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + keychain);
        }
    }

    private SecretKey find() throws IOException, InterruptedException {
        Optional<String> present = keychain.lookup();
        return present.isPresent() ? parse(present.get()) : make();
    }

    private SecretKey make() throws IOException, InterruptedException {
        TokenStorage.Lock others = storage.lock(LOCK);
        try {
            Optional<String> present = keychain.lookup();
            if (present.isPresent()) {
                return parse(present.get());
            }
            byte[] random = new byte[GivenKey.BYTES];
            new SecureRandom().nextBytes(random);
            keychain.store(Base64.getEncoder().encodeToString(random));
            // A command may fail without saying so, and then all that is encrypted would be lost.
            return parse(keychain.lookup()
                    .orElseThrow(() -> new IOException(keychain + " did not keep the key that was given to it")));
        } finally {
            others.close();
        }
    }

    private SecretKey parse(String text) throws IOException {
        try {
            return GivenKey.of(Base64.getDecoder().decode(text.strip())).key(new byte[0]);
        } catch (IllegalArgumentException e) {
            // The cause may show parts of the key.
            throw new IOException(keychain + " holds no key of this program where it should be: delete the entry \""
                    + Keychain.SERVICE + "\"");
        }
    }
}
