package dev.fastmcp.core.server;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.EmptyResult;
import dev.fastmcp.api.model.InitializeRequest;
import dev.fastmcp.api.model.InitializeResult;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.model.LoggingLevel;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The protocol up to 2025-11-25: a client introduces itself once, and the server remembers it. */
final class LegacyMethods implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LegacyMethods.class.getName());
    private static final int MAX_SUBSCRIPTIONS = 10_000;
    private static final int MAX_ROUNDS = 10;

    private final ServerCore core;
    private final Outlet unasked;
    private final Results.Finish finish;
    private final ServerRequests requests;
    private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
    private final Listener listener = new Listener(this::isWanted);
    private final AtomicBoolean announcing = new AtomicBoolean();
    private volatile @Nullable Peer peer;
    private volatile LoggingLevel logLevel = LoggingLevel.INFO;

    LegacyMethods(ServerCore core, Outlet unasked, Results.Finish finish) {
        this.core = core;
        this.unasked = unasked;
        this.finish = finish;
        this.requests = new ServerRequests(core.patience());
    }

    Optional<Peer> peer() {
        return Optional.ofNullable(peer);
    }

    JsonValue call(JsonRpcMessage.Request request, Arrival arrival) throws Exception {
        JsonValue params = request.params().orElse(JsonValue.NULL);
        Object result = switch (request.method()) {
            case "initialize" -> initialize(params);
            case "ping" -> EmptyResult.INSTANCE;
            case "logging/setLevel" -> setLevel(params);
            case "resources/subscribe" -> subscribe(params);
            case "resources/unsubscribe" -> unsubscribe(params);
            default -> call(request, introduced(), arrival);
        };
        return finish.apply(request.method(), result, null);
    }

    private InitializeResult initialize(JsonValue params) {
        InitializeRequest request = params.as(InitializeRequest.class);
        if (request == null) {
            throw new JsonRpcException(JsonRpcError.INVALID_PARAMS, "initialize needs parameters", null);
        }
        ProtocolVersion version = ProtocolVersion.ofWireName(request.protocolVersion())
                .filter(wanted -> wanted.era() == Era.LEGACY)
                .orElse(ProtocolVersion.newest(Era.LEGACY));
        boolean first = peer == null;
        peer = new Peer(version, Optional.of(request.clientInfo()), request.capabilities());
        if (first) {
            core.audience().add(listener);
        }
        return new InitializeResult(
                version.wireName(),
                core.methods().capabilities(),
                core.methods().implementation(),
                core.methods().instructions(),
                Map.of(),
                Map.of());
    }

    /** Now the server may speak by itself. */
    void initialized() {
        if (peer != null && announcing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("fastmcp-server-announcements").start(this::announce);
        }
    }

    private void announce() {
        try {
            for (Announcement next = listener.take(); next != null; next = listener.take()) {
                unasked.send(next.notification(Map.of()));
            }
        } catch (InterruptedException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client hears no more of changes", e);
        }
    }

    private boolean isWanted(Announcement announcement) {
        return !(announcement instanceof Announcement.ResourceUpdated(String uri)) || subscriptions.contains(uri);
    }

    private Peer introduced() {
        Peer known = peer;
        if (known == null) {
            throw new JsonRpcException(
                    JsonRpcError.INVALID_REQUEST, "The client has to send initialize before anything else", null);
        }
        return known;
    }

    private EmptyResult setLevel(JsonValue params) {
        introduced();
        Object wanted = params.member("level").map(JsonValue::asObject).orElse(null);
        logLevel = level(wanted)
                .orElseThrow(() -> new JsonRpcException(
                        JsonRpcError.INVALID_PARAMS,
                        "level must be one of " + Arrays.toString(LoggingLevel.values()),
                        null));
        return EmptyResult.INSTANCE;
    }

    static Optional<LoggingLevel> level(@Nullable Object wireName) {
        return Arrays.stream(LoggingLevel.values())
                .filter(level -> level.wireName().equals(wireName))
                .findFirst();
    }

    private EmptyResult subscribe(JsonValue params) {
        introduced();
        String uri = uri(params);
        if (subscriptions.size() >= MAX_SUBSCRIPTIONS && !subscriptions.contains(uri)) {
            throw new JsonRpcException(
                    JsonRpcError.INVALID_REQUEST, "There are " + MAX_SUBSCRIPTIONS + " subscriptions already", null);
        }
        subscriptions.add(uri);
        return EmptyResult.INSTANCE;
    }

    private EmptyResult unsubscribe(JsonValue params) {
        introduced();
        subscriptions.remove(uri(params));
        return EmptyResult.INSTANCE;
    }

    private static String uri(JsonValue params) {
        if (params.member("uri").map(JsonValue::asObject).orElse(null) instanceof String uri) {
            return uri;
        }
        throw new JsonRpcException(JsonRpcError.INVALID_PARAMS, "uri is missing", null);
    }

    private Object call(JsonRpcMessage.Request request, Peer known, Arrival arrival) throws Exception {
        JsonValue params = request.params().orElse(JsonValue.NULL);
        IncomingCall.Leg leg = new IncomingCall.Leg(meta(params), logLevel, arrival.outlet());
        IncomingCall.Inputs inputs = questions -> requests.ask(questions, arrival.outlet());
        IncomingCall call = new IncomingCall(request, known, arrival, leg, inputs);
        Object result = core.methods().call(call);
        for (int round = 0; result instanceof InputRequiredResult wanted; round++) {
            if (round == MAX_ROUNDS) {
                throw new IllegalStateException(request.method() + " asked for input " + MAX_ROUNDS + " times");
            }
            IncomingCall next = new IncomingCall(
                    new JsonRpcMessage.Request(
                            request.id(),
                            request.method(),
                            Optional.of(again(params, wanted, call.ask(wanted.inputRequests())))),
                    known,
                    arrival,
                    leg,
                    inputs);
            result = core.methods().call(next);
        }
        return result;
    }

    /** What a client of the modern era would send next. */
    private static JsonValue again(JsonValue params, InputRequiredResult wanted, Map<String, JsonValue> answers) {
        Map<String, Object> next = new LinkedHashMap<>(params.asMap());
        next.put("inputResponses", answers);
        wanted.requestState()
                .ifPresentOrElse(state -> next.put("requestState", state), () -> next.remove("requestState"));
        return JsonValue.of(next);
    }

    private static Map<String, Object> meta(JsonValue params) {
        try {
            return params.member("_meta").map(JsonValue::asMap).orElse(Map.of());
        } catch (DataMappingException e) {
            throw new JsonRpcException(JsonRpcError.INVALID_PARAMS, "_meta must be an object", null);
        }
    }

    /** The client has answered something. */
    void answered(JsonRpcMessage.Response response) {
        requests.answered(response);
    }

    @Override
    public void close() {
        core.audience().remove(listener);
        requests.end();
    }
}
