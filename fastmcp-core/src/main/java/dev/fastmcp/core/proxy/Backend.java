package dev.fastmcp.core.proxy;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.Subscription;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.core.client.ForwardingSession;
import dev.fastmcp.core.client.McpClient;
import dev.fastmcp.core.protocol.SerialQueue;
import dev.fastmcp.core.server.Announcement;
import dev.fastmcp.core.server.ClientLink;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ForwardingSession session;
    private final Flights flights = new Flights();
    private final Set<ClientLink> clients = ConcurrentHashMap.newKeySet();
    private final SerialQueue heard = new SerialQueue("fastmcp-proxy");
    private final AtomicLong questions = new AtomicLong();
    private final ReentrantLock subscribing = new ReentrantLock();

    /** Guarded by {@link #subscribing}. */
    private final Map<String, Held> subscriptions = new HashMap<>();

    private final ReentrantLock leveling = new ReentrantLock();
    private volatile @Nullable LoggingLevel level;
    private volatile @Nullable Described described;

    private record Held(Subscription subscription, int count) {}

    private record Described(ServerDescription server, Introduction introduction) {}

    /**
     * Connects.
     *
     * @param declared what may be asked of the clients
     * @param first a client that is attached before, since a server may ask as soon as it is connected to
     */
    Backend(McpClient<?> model, Implementation name, ClientCapabilities declared, @Nullable ClientLink first) {
        this.name = name;
        this.declared = declared;
        if (first != null) {
            clients.add(first);
        }
        this.session = ForwardingSession.open(model, name, new Heard());
    }

    /** Who connects. */
    Implementation name() {
        return name;
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
    void attach(ClientLink client) {
        clients.add(client);
    }

    void detach(ClientLink client) {
        clients.remove(client);
    }

    /**
     * Hands on a request, and waits for the result.
     *
     * @param client whose request it is
     * @param request as the server shall see it
     */
    JsonValue forward(ClientLink client, IncomingCall call, ForwardedRequest request) throws InterruptedException {
        requireLevel(call.logLevel());
        Flights.Flight flight = flights.begin(client, call);
        try {
            return session.forward(
                    request.method(), request.params(), request.meta(introduction(), era(), call), request.options());
        } catch (RequestCancelledException e) {
            throw interrupted(e);
        } finally {
            end(flight);
        }
    }

    /** What the server said before its response comes before it. */
    private void end(Flights.Flight flight) throws InterruptedException {
        try {
            heard.drain();
        } finally {
            flights.end(flight);
        }
    }

    private static InterruptedException interrupted(RequestCancelledException cause) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException(cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }

    void forward(JsonRpcMessage.Notification notification) {
        session.forward(notification);
    }

    /** A server of the legacy era sends log messages from one level on; what a client does not want is left out later. */
    void requireLevel(@Nullable LoggingLevel wanted) {
        if (isEnough(level, wanted)
                || era() != Era.LEGACY
                || introduction().capabilities().logging().isEmpty()) {
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

    void subscribe(String uri) {
        subscribing.lock();
        try {
            Held held = subscriptions.get(uri);
            subscriptions.put(
                    uri,
                    held == null
                            ? new Held(session.typed().subscribe(uri), 1)
                            : new Held(held.subscription(), held.count() + 1));
        } finally {
            subscribing.unlock();
        }
    }

    void unsubscribe(String uri) {
        subscribing.lock();
        try {
            Held held = subscriptions.remove(uri);
            if (held != null && held.count() > 1) {
                subscriptions.put(uri, new Held(held.subscription(), held.count() - 1));
            } else if (held != null) {
                held.subscription().close();
            }
        } finally {
            subscribing.unlock();
        }
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
            Flights.Flight flight = flights.ofOneClient();
            if (flight != null) {
                return flight.call().ask(question);
            }
            ClientLink only = onlyClient();
            if (only == null) {
                throw new JsonRpcException(
                        JsonRpcError.INTERNAL_ERROR, "The proxy cannot tell which of its clients to ask", null);
            }
            return only.ask(question);
        }

        /** Whose it is must be decided now: later, other requests may be on their way. */
        @Override
        public void hear(JsonRpcMessage.Notification notification) {
            if (isForClients(notification.method())) {
                Flights.Flight flight = flights.ofOneClient();
                ClientLink only = flight == null ? onlyClient() : null;
                heard.submit(() -> pass(notification, flight, only));
            }
        }

        @Override
        public void onListChanged(Kind kind) {
            Announcement changed = Announcement.ListChanged.valueOf(kind.name());
            clients.forEach(client -> client.announce(changed));
        }

        @Override
        public void onResourceUpdated(String uri) {
            Announcement updated = new Announcement.ResourceUpdated(uri);
            clients.forEach(client -> client.announce(updated));
        }
    }

    /** The others are about the connection, or reach clients in another way. */
    private static boolean isForClients(String method) {
        return switch (method) {
            case "notifications/progress",
                    "notifications/cancelled",
                    "notifications/subscriptions/acknowledged",
                    "notifications/tools/list_changed",
                    "notifications/prompts/list_changed",
                    "notifications/resources/list_changed",
                    "notifications/resources/updated" -> false;
            default -> true;
        };
    }

    private static void pass(
            JsonRpcMessage.Notification notification, Flights.@Nullable Flight flight, @Nullable ClientLink only) {
        try {
            if (flight != null) {
                flight.call().relay(notification);
            } else if (only != null) {
                only.tell(notification);
            } else {
                LOG.log(System.Logger.Level.DEBUG, "Cannot tell whose it is: {0}", notification.method());
            }
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client is gone", e);
        }
    }

    /** The only client, if it has nothing on its way; {@code null} if there are others. */
    private @Nullable ClientLink onlyClient() {
        return flights.isEmpty() && clients.size() == 1 ? clients.iterator().next() : null;
    }
}
