package dev.fastmcp.core.client;

import dev.fastmcp.api.Subscription;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.core.protocol.ProtocolEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The resources that the sessions of a client want to hear of; kept while connections come and go. Thread-safe. */
final class Subscriptions {

    private static final System.Logger LOG = System.getLogger(Subscriptions.class.getName());

    private final ReentrantLock lock = new ReentrantLock();

    /** How many subscriptions there are to a resource. Guarded by the lock. */
    private final Map<String, Integer> counts = new HashMap<>();

    private boolean connectedBefore;

    /** Subscribes; {@code whenClosed} hears of the subscription's end. */
    Subscription add(String uri, ProtocolEngine engine, Consumer<Subscription> whenClosed, Runnable unwatch) {
        change(uri, 1);
        boolean done = false;
        try {
            engine.watch(this::uris, uri);
            done = true;
        } finally {
            if (!done) {
                change(uri, -1);
            }
        }
        return new Kept(uri, whenClosed, unwatch);
    }

    private void change(String uri, int by) {
        lock.lock();
        try {
            counts.merge(uri, by, Integer::sum);
            counts.values().removeIf(count -> count == 0);
        } finally {
            lock.unlock();
        }
    }

    Set<String> uris() {
        lock.lock();
        try {
            return Set.copyOf(counts.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** A new connection knows nothing of what was asked for on the last one, and in between something may have happened. */
    void renew(ProtocolEngine engine) throws InterruptedException {
        boolean again;
        lock.lock();
        try {
            again = connectedBefore;
            connectedBefore = true;
        } finally {
            lock.unlock();
        }
        try {
            engine.watch(this::uris, null);
            engine.awaitListening();
        } catch (McpException e) {
            LOG.log(System.Logger.Level.WARNING, "Subscriptions could not be renewed: {0}", e.getMessage());
        }
        if (again) {
            engine.mayHaveMissed(uris());
        }
    }

    private final class Kept implements Subscription {

        private final String uri;
        private final Consumer<Subscription> whenClosed;
        private final Runnable unwatch;
        private final AtomicBoolean closed = new AtomicBoolean();

        Kept(String uri, Consumer<Subscription> whenClosed, Runnable unwatch) {
            this.uri = uri;
            this.whenClosed = whenClosed;
            this.unwatch = unwatch;
        }

        @Override
        public String uri() {
            return uri;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                change(uri, -1);
                whenClosed.accept(this);
                try {
                    unwatch.run();
                } catch (McpException e) {
                    LOG.log(System.Logger.Level.DEBUG, "The server could not be told that a subscription has ended", e);
                }
            }
        }

        @Override
        public String toString() {
            return "Subscription[" + uri + "]";
        }
    }
}
