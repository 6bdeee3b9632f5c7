package dev.fastmcp.core.cache;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is to be dropped from a store. It counts as dropped at once, and is dropped when the store gets to it: notifications come on the thread that reads from the server, which must not wait for a
 * store. What cannot be dropped stays unusable, and is tried again when somebody looks for it.
 */
final class Evictions {

    private static final int MAX_WAITING = 1000;

    private final GuardedStore store;
    private final String everything;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();

    /** Prefixes. Guarded by the lock, like all that follows. */
    private final Set<String> waiting = new LinkedHashSet<>();

    private @Nullable String current;
    private boolean working;

    /** Written under the lock. */
    private volatile boolean idle = true;

    /** {@code everything} stands in for so many prefixes that they are no longer told apart. */
    Evictions(GuardedStore store, String everything, Executor executor) {
        this.store = store;
        this.everything = everything;
        this.executor = executor;
    }

    void add(String prefix) {
        lock.lock();
        try {
            idle = false;
            if (waiting.size() >= MAX_WAITING) {
                waiting.clear();
                waiting.add(everything);
            }
            waiting.add(prefix);
            if (working) {
                return;
            }
            working = true;
        } finally {
            lock.unlock();
        }
        executor.execute(this::work);
    }

    /** Tells whether what is under this key must not be used. */
    boolean cover(String key) {
        if (idle) {
            return false;
        }
        lock.lock();
        try {
            String held = current;
            if (held != null && key.startsWith(held)) {
                return true;
            }
            if (waiting.stream().noneMatch(key::startsWith)) {
                return false;
            }
            if (working) {
                return true;
            }
            working = true;
        } finally {
            lock.unlock();
        }
        executor.execute(this::work);
        return true;
    }

    private void work() {
        boolean dropped = true;
        String next = take(null);
        while (next != null) {
            dropped = store.remove(next);
            next = take(dropped ? null : next);
        }
    }

    /** Returns the next prefix; {@code null} if there is none, or the last one failed. */
    private @Nullable String take(@Nullable String failed) {
        lock.lock();
        try {
            current = null;
            if (failed != null) {
                waiting.add(failed);
            }
            Iterator<String> first = waiting.iterator();
            if (failed == null && first.hasNext()) {
                current = first.next();
                first.remove();
            }
            working = current != null;
            idle = current == null && waiting.isEmpty();
            return current;
        } finally {
            lock.unlock();
        }
    }
}
