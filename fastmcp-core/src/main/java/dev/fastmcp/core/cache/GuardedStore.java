package dev.fastmcp.core.cache;

import dev.fastmcp.api.spi.ResponseCacheStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store whose failures are misses. Keys may hold secrets, so none is logged. */
final class GuardedStore {

    private static final System.Logger LOG = System.getLogger(GuardedStore.class.getName());

    private final ResponseCacheStore store;
    private final AtomicBoolean failing = new AtomicBoolean();

    GuardedStore(ResponseCacheStore store) {
        this.store = store;
    }

    Optional<ResponseCacheStore.Entry> get(String key) {
        try {
            Optional<ResponseCacheStore.Entry> found = store.get(key).filter(entry -> entry.json().length > 0);
            failing.set(false);
            return found;
        } catch (RuntimeException e) {
            failed("read, so the server is asked", e);
            return Optional.empty();
        }
    }

    boolean put(String key, ResponseCacheStore.Entry entry) {
        try {
            store.put(key, entry);
            failing.set(false);
            return true;
        } catch (RuntimeException e) {
            failed("written to, so the server will be asked again", e);
            return false;
        }
    }

    boolean remove(String keyPrefix) {
        try {
            store.remove(keyPrefix);
            failing.set(false);
            return true;
        } catch (RuntimeException e) {
            failed("cleared of what has changed, so that is not used until it can be", e);
            return false;
        }
    }

    /** A store that is down fails with every call; one warning is enough until it works again. */
    private void failed(String what, RuntimeException e) {
        System.Logger.Level level = failing.getAndSet(true) ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
        LOG.log(level, "The cache could not be " + what, e);
    }
}
