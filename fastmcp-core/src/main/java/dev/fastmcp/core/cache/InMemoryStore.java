package dev.fastmcp.core.cache;

import dev.fastmcp.api.spi.ResponseCacheStore;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the results that were used last, up to a number and a size. All state is guarded by the lock. */
final class InMemoryStore implements ResponseCacheStore {

    private final int maxEntries;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    InMemoryStore(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    @Override
    public Optional<Entry> get(String key) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(key));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void put(String key, Entry entry) {
        lock.lock();
        try {
            Entry before = entries.put(key, entry);
            bytes += size(key, entry) - (before == null ? 0 : size(key, before));
            Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
            while (entries.size() > maxEntries || bytes > maxBytes) {
                drop(oldest, oldest.next());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void remove(String keyPrefix) {
        lock.lock();
        try {
            Iterator<Map.Entry<String, Entry>> all = entries.entrySet().iterator();
            while (all.hasNext()) {
                Map.Entry<String, Entry> each = all.next();
                if (each.getKey().startsWith(keyPrefix)) {
                    drop(all, each);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void drop(Iterator<Map.Entry<String, Entry>> position, Map.Entry<String, Entry> dropped) {
        bytes -= size(dropped.getKey(), dropped.getValue());
        position.remove();
    }

    private static long size(String key, Entry entry) {
        return key.length() + entry.json().length;
    }
}
