package dev.fastmcp.core.composite;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.core.client.Cancellation;
import dev.fastmcp.core.proxy.ProxySession;
import dev.fastmcp.core.server.ClientLink;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import dev.fastmcp.core.transform.ToolTransforms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What one server of several does for a client. Thread-safe. */
final class MemberSession implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MemberSession.class.getName());
    private static final CallOptions LISTING = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));

    /** For a server that has kept others waiting before. */
    private static final CallOptions SHORT_LISTING = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(5));

    /** A client that gives up later than this has been kept waiting by the server. */
    private static final Duration UNBEARABLE = Duration.ofSeconds(1);

    private final Member member;
    private final MemberHealth health;
    private final KnownNames known = new KnownNames();
    private final @Nullable ProxySession proxy;
    private final AtomicBoolean compared = new AtomicBoolean();

    /** What was wrong with lists, by kind; said once. */
    private final Map<Kind<?>, String> complaints = new ConcurrentHashMap<>();

    private volatile @Nullable LoggingLevel level;

    /** What fails from now on says nothing of the server. */
    private volatile boolean closed;

    MemberSession(Composite composite, Member member, ClientLink client) {
        this.member = member;
        this.health = new MemberHealth(composite, member, client, known::forget);
        MemberLink link = new MemberLink(client, member.name(), composite.names(), known::forget);
        this.proxy = member.flaw() == null ? member.proxy().serve(link) : null;
    }

    String name() {
        return member.name();
    }

    ToolTransforms transforms() {
        return member.transforms();
    }

    MemberHealth health() {
        return health;
    }

    KnownNames known() {
        return known;
    }

    /** What it does, unless its entry is wrong. */
    ProxySession proxy() {
        ProxySession usable = proxy;
        if (usable == null) {
            throw Objects.requireNonNull(member.flaw());
        }
        return usable;
    }

    /** Connects if that has not been done. */
    Introduction connect(Peer peer) throws InterruptedException {
        try {
            Introduction introduction = proxy().described(peer);
            if (health.connected()) {
                sendLevel();
            }
            return introduction;
        } catch (RequestCancelledException e) {
            throw Cancellation.interrupt(e);
        } catch (McpException e) {
            if (!closed) {
                health.failed(e);
            }
            throw e;
        } catch (RuntimeException e) {
            // A transport of somebody else; the other servers can do nothing for it.
            McpException cause = new TransportException(
                    TransportException.Kind.CONNECT_FAILED, "Connecting to \"" + name() + "\" failed: " + e, e);
            health.failed(cause);
            throw cause;
        }
    }

    /**
     * Connects if that has not been done, for a request that is for this server.
     *
     * @throws McpException which names the server
     */
    void reach(Peer peer) throws InterruptedException {
        try {
            connect(peer);
        } catch (McpException e) {
            throw UnavailableServer.because(name(), e);
        }
    }

    /** Begins to connect, on a thread of its own. */
    FutureTask<Introduction> beginToConnect(Peer peer) {
        health.arriving(true);
        FutureTask<Introduction> task = new FutureTask<>(() -> {
            try {
                return connect(peer);
            } finally {
                health.arriving(false);
            }
        });
        Thread.ofVirtual().name("fastmcp-composite").start(task);
        return task;
    }

    /**
     * All components of a kind, by the names that clients use.
     *
     * @throws McpException if the server cannot be used, or has no such list to give
     */
    <T> KnownNames.Listed<T> list(Kind<T> kind, Peer peer) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            Introduction introduction = connect(peer);
            return kind.offered().test(introduction.capabilities())
                    ? listed(kind, peer)
                    : new KnownNames.Listed<>(List.of(), KnownNames.Names.NONE);
        } catch (InterruptedException e) {
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            if (waited.compareTo(UNBEARABLE) > 0) {
                health.failed(new RequestTimeoutException(
                        "its list was not there after " + waited.toMillis() + " ms, when the client gave up",
                        waited,
                        null));
            }
            throw e;
        }
    }

    private <T> KnownNames.Listed<T> listed(Kind<T> kind, Peer peer) throws InterruptedException {
        long edition = known.edition();
        List<T> originals = originals(kind, peer);
        if (kind == Kind.TOOLS) {
            warnOfMisspelt(originals.stream().map(kind.name()).toList());
        }
        KnownNames.Listed<T> listed = kind.listed(member, health.names(), originals);
        known.listed(kind, listed.names(), edition);
        return listed;
    }

    private <T> List<T> originals(Kind<T> kind, Peer peer) throws InterruptedException {
        try {
            List<T> originals = kind.list().of(proxy().typed(peer), health.failure() == null ? LISTING : SHORT_LISTING);
            health.answered();
            return originals;
        } catch (RequestCancelledException e) {
            throw Cancellation.interrupt(e);
        } catch (JsonRpcException e) {
            health.answered();
            if (e.code() == JsonRpcError.METHOD_NOT_FOUND) {
                return List.of();
            }
            throw e;
        } catch (McpException e) {
            if (concernsTheServer(e)) {
                health.failed(e);
            }
            throw e;
        }
    }

    /** Other failures are those of one list, and the rest of the server may be in order. */
    private static boolean concernsTheServer(McpException failure) {
        return switch (failure) {
            case TransportException lost -> lost.kind() != TransportException.Kind.LIMIT_EXCEEDED;
            case RequestTimeoutException late -> true;
            case SessionClosedException closed -> true;
            case HttpStatusException refused -> true;
            case AuthorizationException refused -> true;
            case IncompatibleServerException other -> true;
            default -> false;
        };
    }

    /** Once is enough. */
    private void warnOfMisspelt(List<String> tools) {
        if (!transforms().isEmpty() && compared.compareAndSet(false, true)) {
            transforms().unused(tools).forEach(line -> LOG.log(System.Logger.Level.WARNING, line));
        }
    }

    /** A list is missing from what clients see, though the server can be used. */
    void complain(Kind<?> kind, McpException failure) {
        String message = String.valueOf(failure.getMessage());
        if (!message.equals(complaints.put(kind, message))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "No {0} of the server \"{1}\" is listed: {2}",
                    kind.what(),
                    name(),
                    message);
        }
    }

    /** The names of all components of a kind, as they were listed last, or else by asking the server. */
    KnownNames.Names names(Kind<?> kind, Peer peer) throws InterruptedException {
        KnownNames.Names names = known.of(kind);
        return names == null ? list(kind, peer).names() : names;
    }

    /** Hands on a request. */
    Object forward(IncomingCall call, Map<String, JsonValue> params) throws InterruptedException {
        reach(call.peer());
        try {
            Object result = proxy().forwarded(call, params);
            health.answered();
            return result;
        } catch (JsonRpcException e) {
            health.answered();
            throw e;
        }
    }

    /** Sets the level of log messages now, or when the server is connected to. */
    void logLevel(LoggingLevel wanted) {
        level = wanted;
        if (health.failure() == null) {
            sendLevel();
        }
    }

    private void sendLevel() {
        LoggingLevel wanted = level;
        if (wanted != null) {
            try {
                proxy().logLevel(wanted);
            } catch (McpException e) {
                LOG.log(System.Logger.Level.DEBUG, "The server " + name() + " takes no log level", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        if (proxy != null) {
            proxy.close();
        }
    }
}
