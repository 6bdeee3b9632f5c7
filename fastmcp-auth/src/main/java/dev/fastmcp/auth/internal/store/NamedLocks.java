package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.spi.StorageBusyException;
import dev.fastmcp.api.spi.TokenStorage;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Locks by name within this process. A lock may be released by another thread than the one that took it. Thread-safe. */
public final class NamedLocks {

    /** Longer than a login may take by default, which is done under a lock. */
    public static final Duration PATIENCE = Duration.ofMinutes(6);

    private final ConcurrentMap<String, Place> places = new ConcurrentHashMap<>();

    /**
     * Waits for a lock, not for ever.
     *
     * @throws StorageBusyException if it is not free in time
     */
    public TokenStorage.Lock acquire(String name, Duration patience) throws StorageBusyException, InterruptedException {
        Place place = enter(name);
        boolean acquired = false;
        try {
            acquired = place.lock.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!acquired) {
                leave(name);
            }
        }
        if (!acquired) {
            throw new StorageBusyException(name, patience);
        }
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            if (released.compareAndSet(false, true)) {
                place.lock.release();
                leave(name);
            }
        };
    }

    private Place enter(String name) {
        return places.compute(
                name, (key, place) -> (place == null ? new Place(new Semaphore(1, true), 0) : place).with(1));
    }

    private void leave(String name) {
        places.computeIfPresent(name, (key, place) -> place.users == 1 ? null : place.with(-1));
    }

    /** How many names are in use. */
    int size() {
        return places.size();
    }

    /** A lock, and how many threads hold it or wait for it. */
    private record Place(Semaphore lock, int users) {

        Place with(int more) {
            return new Place(lock, users + more);
        }
    }
}
