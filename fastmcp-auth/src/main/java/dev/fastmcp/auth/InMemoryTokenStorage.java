package dev.fastmcp.auth;

import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.store.NamedLocks;
import dev.fastmcp.auth.internal.store.StorageNames;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Keeps tokens as long as this object lives. Thread-safe. */
public final class InMemoryTokenStorage implements TokenStorage {

    private final ConcurrentMap<String, byte[]> values = new ConcurrentHashMap<>();
    private final NamedLocks locks = new NamedLocks();

    /** Creates an empty storage. */
    public InMemoryTokenStorage() {}

    @Override
    public Optional<byte[]> load(String name) {
        return Optional.ofNullable(values.get(StorageNames.checked(name))).map(byte[]::clone);
    }

    @Override
    public void save(String name, byte[] value) {
        values.put(StorageNames.checked(name), value.clone());
    }

    @Override
    public void delete(String name) {
        values.remove(StorageNames.checked(name));
    }

    /** Waits for 6 minutes at most: somebody may be logging in. */
    @Override
    public Lock lock(String name) throws IOException, InterruptedException {
        return locks.acquire(StorageNames.checked(name), NamedLocks.PATIENCE);
    }

    /** Leaves out everything that is kept. */
    @Override
    public String toString() {
        return "InMemoryTokenStorage";
    }
}
