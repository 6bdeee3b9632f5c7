package dev.fastmcp.core.protocol;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.model.SubscriptionFilter;
import dev.fastmcp.core.cache.ResponseCache;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Makes a server of the modern era tell about the resources that the cache holds. What is listened to can only be replaced as a whole, so changes are made on a thread of their own, with pauses, and many of them at once. Between a
 * reading and the server's agreement a change may be missed; then the time that the server gave is what counts. Thread-safe.
 */
final class CacheWatch {

    private static final System.Logger LOG = System.getLogger(CacheWatch.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ResponseCache cache;
    private final ListenStream listening;
    private final Supplier<SubscriptionFilter> wishes;
    private final Duration patience;
    private final AtomicInteger changes = new AtomicInteger();

    /** What the server was asked to tell about for the cache. */
    private volatile Set<String> asked = Set.of();

    /** The server does not want to hear of them; whatever else is listened to must not suffer. */
    private volatile boolean refused;

    /** {@code wishes} are those of everybody, {@link #resources} among them. */
    CacheWatch(ResponseCache cache, ListenStream listening, Supplier<SubscriptionFilter> wishes, Duration patience) {
        this.cache = cache;
        this.listening = listening;
        this.wishes = wishes;
        this.patience = patience;
    }

    /** What the server shall tell about. */
    Set<String> resources() {
        Set<String> current = refused ? Set.of() : cache.resources();
        asked = current;
        return current;
    }

    boolean hasAskedFor(String uri) {
        return asked.contains(uri);
    }

    /** A resource was read, perhaps from the cache. Returns at once. */
    void read(String uri) {
        if (!refused && !asked.contains(uri) && cache.holds(uri) && changes.getAndIncrement() == 0) {
            Thread.ofVirtual().name("fastmcp-cache-watch").start(this::work);
        }
    }

    private void work() {
        int seen;
        do {
            seen = changes.get();
            listen();
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } while (!changes.compareAndSet(seen, 0));
    }

    private void listen() {
        try {
            ListenStream.await(listening.listenTo(wishes), patience);
        } catch (JsonRpcException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server does not tell about what is cached", e);
            refused = true;
            listening.listenTo(wishes);
        } catch (McpException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server has not agreed to tell about what is cached", e);
        }
    }
}
