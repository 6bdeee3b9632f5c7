package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.spi.TokenStorage;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Encrypted values in another storage. Thread-safe. */
public final class SealedValues {

    private static final System.Logger LOG = System.getLogger(SealedValues.class.getName());

    private final TokenStorage inner;
    private final KeySource keys;
    private final SecureRandom random = new SecureRandom();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** The salt of new values: that of a value which could be opened, or else a random one, so that few keys are to be derived. */
    private volatile byte[] salt = new byte[0];

    public SealedValues(TokenStorage inner, KeySource keys) {
        this.inner = inner;
        this.keys = keys;
    }

    /** Returns a value; empty if there is none, or it cannot be decrypted. */
    public Optional<byte[]> load(String name) throws IOException {
        Optional<byte[]> stored = inner.load(name);
        Optional<byte[]> value = stored.isEmpty() ? Optional.empty() : opened(name, stored.get());
        if (stored.isPresent() && value.isEmpty() && warned.add(name)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} in {1} was not encrypted with this key, or has been changed since; it counts as absent",
                    name,
                    inner);
        }
        return value;
    }

    private Optional<byte[]> opened(String name, byte[] stored) throws IOException {
        Optional<Envelope> envelope =
                Envelope.read(stored).filter(found -> found.kind().equals(keys.kind()));
        if (envelope.isEmpty()) {
            return Optional.empty();
        }
        byte[] used = envelope.get().salt();
        Optional<byte[]> value = envelope.get().open(name, keys.key(used));
        if (value.isPresent()) {
            salt = used;
        }
        return value;
    }

    /** Saves a value; one that cannot be decrypted is kept under another name. */
    public void save(String name, byte[] value) throws IOException {
        Optional<byte[]> stored = inner.load(name);
        if (stored.isPresent() && opened(name, stored.get()).isEmpty()) {
            setAside(name, stored.get());
        }
        inner.save(name, sealed(name, value));
    }

    private void setAside(String name, byte[] stored) throws IOException {
        String aside = StorageNames.aside(inner, name);
        // What is not encrypted shall not stay so only because it is kept.
        inner.save(aside, Envelope.read(stored).isPresent() ? stored : sealed(aside, stored));
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} in {1} was not encrypted with this key, or has been changed since; it was moved to {2}",
                name,
                inner,
                aside);
    }

    private byte[] sealed(String name, byte[] value) throws IOException {
        byte[] current = salt.length > 0 ? salt : random(Envelope.SALT_BYTES);
        Envelope envelope =
                Envelope.seal(name, value, keys.kind(), keys.key(current), current, random(Envelope.NONCE_BYTES));
        salt = current;
        return envelope.toJson();
    }

    private byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        this.random.nextBytes(random);
        return random;
    }
}
