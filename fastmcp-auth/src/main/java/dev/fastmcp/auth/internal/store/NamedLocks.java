package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.spi.TokenStorage;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Locks by name within this process. A lock may be released by another thread than the one that took it. */
public final class NamedLocks {

    private final ConcurrentMap<String, Semaphore> locks = new ConcurrentHashMap<>();

    /** Waits for a lock as long as it takes. */
    public TokenStorage.Lock acquire(String name) throws InterruptedException {
        Semaphore lock = lock(name);
        lock.acquire();
        return held(lock);
    }

    /** Waits for a lock; empty if it is not free in time. */
    Optional<TokenStorage.Lock> acquire(String name, long nanos) throws InterruptedException {
        Semaphore lock = lock(name);
        return lock.tryAcquire(nanos, TimeUnit.NANOSECONDS) ? Optional.of(held(lock)) : Optional.empty();
    }

    private Semaphore lock(String name) {
        return locks.computeIfAbsent(name, key -> new Semaphore(1, true));
    }

    private static TokenStorage.Lock held(Semaphore lock) {
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            if (released.compareAndSet(false, true)) {
                lock.release();
            }
        };
    }
}
