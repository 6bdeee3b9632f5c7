package dev.fastmcp.core.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everybody who listens to a server, or those of them who belong to one client. Thread-safe. */
final class Audience {

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final @Nullable Audience all;

    /** Of the whole server. */
    Audience() {
        this(null);
    }

    /** A part of another one. */
    Audience(@Nullable Audience all) {
        this.all = all;
    }

    void add(Listener listener) {
        listeners.add(listener);
        if (all != null) {
            all.add(listener);
        }
    }

    void remove(Listener listener) {
        listeners.remove(listener);
        if (all != null) {
            all.remove(listener);
        }
        listener.end();
    }

    void tell(Announcement announcement) {
        listeners.forEach(listener -> listener.offer(announcement));
    }

    void end() {
        listeners.forEach(this::remove);
    }
}
