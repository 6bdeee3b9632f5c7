package dev.fastmcp.core.cache;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The resources whose contents a client has in its cache: those read last, since a server is to tell about each. Thread-safe. */
final class HeldResources {

    private static final int MAX = 256;

    private final ReentrantLock lock = new ReentrantLock();

    /** Until when each may be used; what was used last comes last. Guarded by the lock. */
    private final Map<String, Instant> expiries = new LinkedHashMap<>();

    void add(String uri, Instant expires) {
        lock.lock();
        try {
            expiries.remove(uri);
            expiries.put(uri, expires);
            if (expiries.size() > MAX) {
                Iterator<String> oldest = expiries.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(String uri) {
        lock.lock();
        try {
            expiries.remove(uri);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            expiries.clear();
        } finally {
            lock.unlock();
        }
    }

    boolean contains(String uri) {
        lock.lock();
        try {
            return expiries.containsKey(uri);
        } finally {
            lock.unlock();
        }
    }

    Set<String> at(Instant now) {
        lock.lock();
        try {
            expiries.values().removeIf(expires -> !now.isBefore(expires));
            return Set.copyOf(expiries.keySet());
        } finally {
            lock.unlock();
        }
    }
}
