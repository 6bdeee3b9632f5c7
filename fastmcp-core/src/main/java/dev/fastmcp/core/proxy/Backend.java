package dev.fastmcp.core.proxy;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.core.client.Cancellation;
import dev.fastmcp.core.client.ForwardingSession;
import dev.fastmcp.core.client.McpClient;
import dev.fastmcp.core.protocol.ResultListener;
import dev.fastmcp.core.server.Announcement;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the server behind a proxy, for one client or several. What the server sends or asks by itself reaches the client it belongs to: the only one that has a request on its way, or else the
 * only one there is. Where that is in doubt nobody is asked and nothing is sent, since it could be somebody else's. Thread-safe.
 */
final class Backend implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Backend.class.getName());

    private static final Set<String> ASKED = Set.of("elicitation/create", "sampling/createMessage", "roots/list");

    private final Implementation name;
    private final ClientCapabilities declared;
    private final Supplier<RequestHeaders> headers;
    private final Runnable toolsChanged;
    private final ForwardingSession session;
    private final ForwardedMeta meta = new ForwardedMeta();
    private final Flights flights = new Flights();
    private final Set<FrontClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong questions = new AtomicLong();
    private final HeldSubscriptions subscriptions;
    private final ReentrantLock leveling = new ReentrantLock();
    private volatile @Nullable LoggingLevel level;
    private volatile @Nullable Described described;

    private record Described(ServerDescription server, Introduction introduction) {}

    /**
     * Connects.
     *
     * @param name who connects
     * @param declared what may be asked of the clients
     * @param headers what the server sees in requests that no client has sent, such as those to connect
     * @param first a client that is attached before, since a server may speak and ask as soon as it is connected to
     * @param toolsChanged to be run before clients hear of it
     */
    Backend(
            McpClient<?> model,
            Implementation name,
            ClientCapabilities declared,
            Supplier<RequestHeaders> headers,
            @Nullable FrontClient first,
            Runnable toolsChanged) {
        this.name = name;
        this.declared = declared;
        this.headers = headers;
        this.toolsChanged = toolsChanged;
        if (first != null) {
            clients.add(first);
        }
        this.session = ForwardingSession.open(model, name, new Heard());
        this.subscriptions = new HeldSubscriptions(session.typed());
    }

    /** Tells whether the server knows this client, or one that is like it. */
    boolean isFor(Implementation client, ClientCapabilities given, RequestHeaders shown) {
        return declared.equals(given) && name.equals(client) && headers.get().equals(shown);
    }

    ClientCapabilities declared() {
        return declared;
    }

    boolean isIdle() {
        return flights.isEmpty();
    }

    ForwardingSession session() {
        return session;
    }

    Era era() {
        return session.server().version().era();
    }

    /** What the server said of itself when it was last connected to. */
    Introduction introduction() {
        ServerDescription server = session.server();
        Described known = described;
        if (known == null || known.server() != server) {
            Implementation name = server.info().orElseGet(() -> Implementation.of("unknown", "unknown"));
            known = new Described(server, new Introduction(name, server.instructions(), server.capabilities()));
            described = known;
        }
        return known.introduction();
    }

    /** From now on tells a client of changes. */
    void attach(FrontClient client) {
        clients.add(client);
    }

    /** The client wants nothing more to be told; the server need not be waited for. */
    void detach(FrontClient client) {
        clients.remove(client);
        Thread.ofVirtual().name("fastmcp-proxy-unsubscribe").start(() -> subscriptions.remove(client));
    }

    /** Takes the place of another connection of a client. */
    void takeOver(Backend other, FrontClient client) {
        try {
            LoggingLevel wanted = other.level;
            if (wanted != null) {
                requireLevel(wanted);
            }
            for (String uri : other.subscriptions.uris()) {
                subscriptions.add(client, uri);
            }
        } catch (McpException e) {
            LOG.log(System.Logger.Level.WARNING, "What a client wants to hear of could not be asked for again", e);
        }
    }

    /** Takes no more requests, and closes after the last one. */
    void closeAfterLast(Runnable close) {
        flights.endWith(close);
    }

    /**
     * Hands on a request, and waits for the result.
     *
     * @param client whose request it is
     * @param request as the server shall see it
     * @return {@code null} if another connection has taken the place of this one
     */
    @Nullable
    JsonValue forward(FrontClient client, IncomingCall call, ForwardedRequest request) throws InterruptedException {
        Flights.Flight flight = flights.begin(client, call);
        if (flight == null) {
            return null;
        }
        try {
            requireLevel(call.logLevel());
            JsonValue result = session.forward(
                    request.method(), request.params(), meta.of(call, introduction(), era()), request.options());
            land(flight);
            return result;
        } catch (RequestCancelledException e) {
            throw Cancellation.interrupt(e);
        } catch (JsonRpcException e) {
            land(flight);
            throw e;
        } catch (McpException e) {
            client.drain();
            throw e;
        } finally {
            flights.end(flight);
        }
    }

    /** Whether {@link #submit} is worth trying. */
    boolean submits() {
        return session.submits();
    }

    /**
     * Hands on a request, with no thread that waits for the result: only where its client is not asked in answers to other requests.
     *
     * @return cancels it; empty if it cannot be handed on this way now
     */
    Optional<Runnable> submit(
            FrontClient client, IncomingCall call, ForwardedRequest request, ResultListener listener) {
        Flights.Flight flight = mayHaveToSetLevel(call.logLevel()) ? null : flights.begin(client, call);
        if (flight == null) {
            return Optional.empty();
        }
        Optional<Runnable> sent = Optional.empty();
        try {
            sent = session.submit(
                    request.method(),
                    request.params(),
                    meta.of(call, introduction(), era()),
                    request.options(),
                    new Landing(flights, flight, listener));
        } finally {
            if (sent.isEmpty()) {
                flights.end(flight);
            }
        }
        return sent.map(cancel -> () -> {
            cancel.run();
            flights.end(flight);
        });
    }

    /** What the server asked and said before its response comes before it. */
    private static void land(Flights.Flight flight) throws InterruptedException {
        flight.land();
        flight.client().drain();
    }

    void forward(JsonRpcMessage.Notification notification) {
        session.forward(notification);
    }

    /** A server of the legacy era sends log messages from one level on; what a client does not want is left out later. */
    void requireLevel(@Nullable LoggingLevel wanted) {
        if (!mayHaveToSetLevel(wanted)) {
            return;
        }
        leveling.lock();
        try {
            if (!isEnough(level, wanted)) {
                session.typed().setLogLevel(Objects.requireNonNull(wanted));
                level = wanted;
            }
        } finally {
            leveling.unlock();
        }
    }

    private boolean mayHaveToSetLevel(@Nullable LoggingLevel wanted) {
        return !isEnough(level, wanted)
                && era() == Era.LEGACY
                && introduction().capabilities().logging().isPresent();
    }

    private static boolean isEnough(@Nullable LoggingLevel current, @Nullable LoggingLevel wanted) {
        return wanted == null || current != null && current.compareTo(wanted) <= 0;
    }

    /** Sets the level for the one client there is. */
    void setLevel(LoggingLevel wanted) {
        leveling.lock();
        try {
            if (era() == Era.LEGACY) {
                session.typed().setLogLevel(wanted);
            }
            level = wanted;
        } finally {
            leveling.unlock();
        }
    }

    HeldSubscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public void close() {
        session.close();
    }

    /** Knows whose business it is what the server says. */
    private final class Heard implements ForwardingSession.Others {

        @Override
        public ClientCapabilities capabilities() {
            return declared;
        }

        @Override
        public RequestHeaders headers() {
            return headers.get();
        }

        @Override
        public JsonValue answer(String method, JsonValue params) throws InterruptedException {
            String key = "proxy-" + questions.incrementAndGet();
            Map<String, InputRequest> question =
                    Map.of(key, new InputRequest(method, Optional.of(params).filter(p -> !p.isNull()), Map.of()));
            return Objects.requireNonNull(ask(method, question).get(key));
        }

        private Map<String, JsonValue> ask(String method, Map<String, InputRequest> question)
                throws InterruptedException {
            if (!ASKED.contains(method)) {
                throw new JsonRpcException(JsonRpcError.METHOD_NOT_FOUND, "Method not found: " + method, null);
            }
            for (Flights.Flight flight = flights.toAsk(); flight != null; flight = flights.toAsk()) {
                Map<String, JsonValue> answers = flight.ask(question);
                if (answers != null) {
                    return answers;
                }
            }
            Flights.Flight latest = flights.ofOneClient();
            FrontClient only = latest == null ? onlyClient() : latest.client();
            if (only == null) {
                throw new JsonRpcException(
                        JsonRpcError.INTERNAL_ERROR, "The proxy cannot tell which of its clients to ask", null);
            }
            return only.link().ask(question);
        }

        /** Whose it is is found out at once: later on there may be other requests. */
        @Override
        public void hear(JsonRpcMessage.Notification notification) {
            if (!Audible.isForClients(notification.method())) {
                return;
            }
            Flights.Flight flight = flights.ofOneClient();
            FrontClient only = flight == null ? onlyClient() : null;
            if (flight != null) {
                flight.client().submit(() -> pass(notification, flight.call()::relay));
            } else if (only != null) {
                only.submit(() -> pass(notification, only.link()::tell));
            } else {
                LOG.log(System.Logger.Level.DEBUG, "Cannot tell whose it is: {0}", notification.method());
            }
        }

        @Override
        public void onListChanged(Kind kind) {
            if (kind == Kind.TOOLS) {
                toolsChanged.run();
            }
            Announcement changed = Announcement.ListChanged.valueOf(kind.name());
            clients.forEach(client -> client.link().announce(changed));
        }

        @Override
        public void onResourceUpdated(String uri) {
            Announcement updated = new Announcement.ResourceUpdated(uri);
            clients.forEach(client -> client.link().announce(updated));
        }
    }

    private static void pass(JsonRpcMessage.Notification notification, Consumer<JsonRpcMessage.Notification> client) {
        try {
            client.accept(notification);
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client is gone", e);
        }
    }

    /** The only client, if it has nothing on its way; {@code null} if there are others. */
    private @Nullable FrontClient onlyClient() {
        return flights.isEmpty() && clients.size() == 1 ? clients.iterator().next() : null;
    }
}
