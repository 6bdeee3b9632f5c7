package dev.fastmcp.core.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody who listens to a server. Thread-safe. */
final class Audience {

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
        listener.end();
    }

    void tell(Announcement announcement) {
        listeners.forEach(listener -> listener.offer(announcement));
    }

    void end() {
        listeners.forEach(this::remove);
    }
}
