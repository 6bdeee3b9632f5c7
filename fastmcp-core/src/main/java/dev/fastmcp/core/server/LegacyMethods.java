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
import dev.fastmcp.api.model.SubscriptionFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The protocol up to 2025-11-25: a client introduces itself once, and the server remembers it. */
final class LegacyMethods {

    static final String INITIALIZE = "initialize";

    private static final String PING = "ping";
    private static final String SET_LEVEL = "logging/setLevel";
    private static final String SUBSCRIBE = "resources/subscribe";
    private static final String UNSUBSCRIBE = "resources/unsubscribe";

    /** What belongs to the connection. */
    private static final Set<String> OWN = Set.of(INITIALIZE, PING, SET_LEVEL, SUBSCRIBE, UNSUBSCRIBE);

    private static final int MAX_SUBSCRIPTIONS = 10_000;

    /** A client of this era counts no questions, but somebody who asks without end, or for nothing, must be stopped. */
    private static final int MAX_ROUNDS = 100;

    private static final int MAX_ROUNDS_WITHOUT_QUESTIONS = 10;

    private final ServerMethods methods;
    private final LegacyClient client;

    LegacyMethods(ServerMethods methods, LegacyClient client) {
        this.methods = methods;
        this.client = client;
    }

    JsonValue call(JsonRpcMessage.Request request, Arrival arrival) throws Exception {
        JsonValue params = request.params().orElse(JsonValue.NULL);
        Object result = switch (request.method()) {
            case INITIALIZE -> initialize(params);
            case PING -> EmptyResult.INSTANCE;
            case SET_LEVEL -> setLevel(params);
            case SUBSCRIBE -> subscribe(params);
            case UNSUBSCRIBE -> unsubscribe(params);
            default -> call(request, introduced(), arrival);
        };
        return JsonValue.of(result);
    }

    private InitializeResult initialize(JsonValue params) throws InterruptedException {
        InitializeRequest request = params.as(InitializeRequest.class);
        if (request == null) {
            throw new JsonRpcException(JsonRpcError.INVALID_PARAMS, "initialize needs parameters", null);
        }
        ProtocolVersion version = ProtocolVersion.ofWireName(request.protocolVersion())
                .filter(wanted -> wanted.era() == Era.LEGACY)
                .orElse(ProtocolVersion.newest(Era.LEGACY));
        Peer peer = new Peer(version, Optional.of(request.clientInfo()), request.capabilities());
        client.introducing(peer);
        Introduction server = methods.introduce(peer);
        client.introduced(peer);
        return new InitializeResult(
                version.wireName(),
                server.capabilities(),
                server.implementation(),
                server.instructions(),
                Map.of(),
                Map.of());
    }

    /** Some clients do not wait for the answer to {@code initialize} before they send more. */
    private Peer introduced() throws InterruptedException {
        client.awaitIntroduction();
        return client.peer()
                .orElseThrow(() -> new JsonRpcException(
                        JsonRpcError.INVALID_REQUEST, "The client has to send initialize before anything else", null));
    }

    private EmptyResult setLevel(JsonValue params) throws InterruptedException {
        introduced();
        Object wanted = params.member("level").map(JsonValue::asObject).orElse(null);
        LoggingLevel level = LogMessages.level(wanted)
                .orElseThrow(() -> new JsonRpcException(
                        JsonRpcError.INVALID_PARAMS,
                        "level must be one of " + Arrays.toString(LoggingLevel.values()),
                        null));
        methods.logLevel(level);
        client.logLevel(level);
        return EmptyResult.INSTANCE;
    }

    private EmptyResult subscribe(JsonValue params) throws InterruptedException {
        Peer peer = introduced();
        String uri = uri(params);
        Set<String> subscriptions = client.subscriptions();
        if (subscriptions.size() >= MAX_SUBSCRIPTIONS && !subscriptions.contains(uri)) {
            throw new JsonRpcException(
                    JsonRpcError.INVALID_REQUEST, "There are " + MAX_SUBSCRIPTIONS + " subscriptions already", null);
        }
        if (subscriptions.add(uri)) {
            boolean agreed = false;
            try {
                methods.listen(changesOf(uri), peer);
                agreed = true;
            } finally {
                if (!agreed) {
                    subscriptions.remove(uri);
                }
            }
        }
        return EmptyResult.INSTANCE;
    }

    private EmptyResult unsubscribe(JsonValue params) throws InterruptedException {
        introduced();
        String uri = uri(params);
        if (client.subscriptions().remove(uri)) {
            methods.unlisten(changesOf(uri));
        }
        return EmptyResult.INSTANCE;
    }

    private static SubscriptionFilter changesOf(String uri) {
        return new SubscriptionFilter(false, false, false, List.of(uri), List.of(), Map.of());
    }

    private static String uri(JsonValue params) {
        if (params.member("uri").map(JsonValue::asObject).orElse(null) instanceof String uri) {
            return uri;
        }
        throw new JsonRpcException(JsonRpcError.INVALID_PARAMS, "uri is missing", null);
    }

    /** Empty if it has to be answered here. */
    Optional<Forwardable> forwardable(JsonRpcMessage.Request request, Arrival arrival) {
        return OWN.contains(request.method()) || client.isIntroducing()
                ? Optional.empty()
                : client.peer()
                        .map(peer -> new Forwardable(
                                incoming(request, peer, arrival), (result, server) -> JsonValue.of(result)));
    }

    private IncomingCall incoming(JsonRpcMessage.Request request, Peer known, Arrival arrival) {
        JsonValue params = request.params().orElse(JsonValue.NULL);
        IncomingCall.Leg leg = new IncomingCall.Leg(request.id(), meta(params), client.logLevel(), arrival.outlet());
        return new IncomingCall(
                request, known, arrival, leg, questions -> client.requests().ask(questions, arrival.outlet()));
    }

    private Object call(JsonRpcMessage.Request request, Peer known, Arrival arrival) throws Exception {
        JsonValue params = request.params().orElse(JsonValue.NULL);
        IncomingCall call = incoming(request, known, arrival);
        Object result = methods.call(call);
        int withoutQuestions = 0;
        for (int round = 0; result instanceof InputRequiredResult wanted; round++) {
            withoutQuestions += wanted.inputRequests().isEmpty() ? 1 : 0;
            if (round == MAX_ROUNDS || withoutQuestions > MAX_ROUNDS_WITHOUT_QUESTIONS) {
                throw new JsonRpcException(
                        JsonRpcError.INTERNAL_ERROR,
                        request.method() + " was given up: it wanted more input " + (round + 1)
                                + " times, and came to no result",
                        null);
            }
            JsonRpcMessage.Request next = new JsonRpcMessage.Request(
                    request.id(),
                    request.method(),
                    Optional.of(NextRound.params(params, wanted, call.ask(wanted.inputRequests()))));
            result = methods.call(incoming(next, known, arrival));
        }
        return result;
    }

    private static Map<String, Object> meta(JsonValue params) {
        try {
            return params.member("_meta").map(JsonValue::asMap).orElse(Map.of());
        } catch (DataMappingException e) {
            throw new JsonRpcException(JsonRpcError.INVALID_PARAMS, "_meta must be an object", null);
        }
    }
}
