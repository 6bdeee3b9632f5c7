package dev.fastmcp.auth.internal.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes keys of a passphrase (PBKDF2, RFC 8018). That is slow on purpose, so the last ones are remembered; guarded by its lock. */
public final class PassphraseKey implements KeySource {

    /** Not read from stored values: who can write there must be able neither to weaken keys nor to keep the processor busy. */
    private static final int ROUNDS = 600_000;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int REMEMBERED = 8;

    private final char[] passphrase;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ByteBuffer, SecretKey> keys = new LinkedHashMap<>();

    /**
     * Takes a passphrase; the array may be wiped afterwards.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public PassphraseKey(char[] passphrase) {
        if (passphrase.length == 0) {
            throw new IllegalArgumentException("passphrase must not be empty");
        }
        this.passphrase = passphrase.clone();
    }

    @Override
    public String kind() {
        return "pbkdf2-sha256-" + ROUNDS;
    }

    @Override
    public SecretKey key(byte[] salt) {
        ByteBuffer place = ByteBuffer.wrap(salt.clone());
        lock.lock();
        try {
            SecretKey known = keys.get(place);
            if (known != null) {
                return known;
            }
            if (keys.size() == REMEMBERED) {
                keys.remove(keys.keySet().iterator().next());
            }
            SecretKey derived = derive(salt);
            keys.put(place, derived);
            return derived;
        } finally {
            lock.unlock();
        }
    }

    private SecretKey derive(byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, ROUNDS, GivenKey.BYTES * Byte.SIZE);
        try {
            byte[] derived =
                    SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
            return new SecretKeySpec(derived, GivenKey.AES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }
}
