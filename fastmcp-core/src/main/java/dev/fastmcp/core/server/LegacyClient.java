package dev.fastmcp.core.server;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.LoggingLevel;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a server remembers of a client of the legacy era, and the way to it. As long as nobody has introduced himself it is the way of a client of the modern era. Thread-safe. */
final class LegacyClient implements ClientLink, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LegacyClient.class.getName());

    private final Duration patience;
    private final Outlet unasked;
    private final Audience audience;
    private final boolean lasts;
    private final ServerRequests requests;
    private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
    private final Listener listener = new Listener(this::isWanted);
    private final AtomicBoolean announcing = new AtomicBoolean();
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile @Nullable Peer peer;

    /** Open while the client introduces itself. */
    private final AtomicReference<CountDownLatch> introduction = new AtomicReference<>(new CountDownLatch(0));

    /** The client has said that it is ready. */
    private volatile boolean saidReady;

    /** Who is being told who the server is, and will be the peer. */
    private volatile @Nullable Peer coming;

    private volatile @Nullable LoggingLevel logLevel;

    /**
     * Nobody is there yet.
     *
     * @param audience who listens through the same connection
     */
    LegacyClient(Duration patience, Outlet unasked, Audience audience, boolean lasts) {
        this.patience = patience;
        this.unasked = unasked;
        this.audience = audience;
        this.lasts = lasts;
        this.requests = new ServerRequests(patience);
    }

    /** A request to introduce the client has come, and is going to be answered. */
    void expectIntroduction() {
        if (peer == null) {
            introduction.updateAndGet(last -> last.getCount() == 0 ? new CountDownLatch(1) : last);
        }
    }

    void introductionEnded() {
        introduction.get().countDown();
    }

    boolean isIntroducing() {
        return introduction.get().getCount() > 0;
    }

    void awaitIntroduction() throws InterruptedException {
        introduction.get().await();
    }

    /** Whoever has something to ask may wait until the client is ready. */
    void introducing(Peer who) {
        coming = who;
    }

    void introduced(Peer who) {
        boolean first = peer == null;
        peer = who;
        if (first) {
            audience.add(listener);
        }
        if (saidReady) {
            initialized();
        }
    }

    Optional<Peer> peer() {
        return Optional.ofNullable(peer);
    }

    /** Now the server may speak by itself. */
    void initialized() {
        saidReady = true;
        if (peer != null && announcing.compareAndSet(false, true)) {
            ready.countDown();
            Thread.ofVirtual().name("fastmcp-server-announcements").start(this::announceAll);
        }
    }

    private void announceAll() {
        try {
            for (Announcement next = listener.take(); next != null; next = listener.take()) {
                unasked.send(next.notification(Map.of()));
            }
        } catch (InterruptedException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client hears no more of changes", e);
        }
    }

    private boolean isWanted(Announcement announcement) {
        return !(announcement instanceof Announcement.ResourceUpdated update)
                || subscriptions.stream().anyMatch(update::isWithin);
    }

    Set<String> subscriptions() {
        return subscriptions;
    }

    /** What the client has asked for; {@code null} as long as it leaves that to the server. */
    @Nullable
    LoggingLevel logLevel() {
        return logLevel;
    }

    void logLevel(LoggingLevel wanted) {
        logLevel = wanted;
    }

    ServerRequests requests() {
        return requests;
    }

    @Override
    public boolean lasts() {
        return lasts;
    }

    @Override
    public void announce(Announcement announcement) {
        audience.tell(announcement);
    }

    @Override
    public void tell(JsonRpcMessage.Notification notification) {
        if (ready.getCount() == 0 && LogMessages.isWanted(notification, logLevel, Era.LEGACY)) {
            unasked.send(notification);
        }
    }

    @Override
    public Map<String, JsonValue> ask(Map<String, InputRequest> questions) throws InterruptedException {
        Peer asked = peer == null ? coming : peer;
        if (asked == null) {
            throw new JsonRpcException(
                    JsonRpcError.INVALID_REQUEST, "The client can be asked during its requests only", null);
        }
        Questions.require(asked.capabilities(), questions);
        if (!ready.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new RequestTimeoutException("The client was not ready within " + patience, patience, null);
        }
        return requests.ask(questions, unasked);
    }

    @Override
    public void close() {
        audience.remove(listener);
        requests.end();
    }
}
