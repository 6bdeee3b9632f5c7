package dev.fastmcp.core.server;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.DiscoverResult;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.model.SubscriptionFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Protocol version 2026-07-28: every request says all that is needed to answer it. */
final class ModernMethods {

    static final String COMPLETE = "complete";

    private static final String INPUT_REQUIRED = "input_required";
    private static final String SUBSCRIPTION_ID = Senders.PREFIX + "subscriptionId";
    static final String DISCOVER = "server/discover";
    private static final String LISTEN = "subscriptions/listen";
    private static final Set<String> OWN = Set.of(DISCOVER, LISTEN);
    private static final String VERSION_HEADER = "mcp-protocol-version";
    static final Set<String> MAY_ASK = Set.of("tools/call", "prompts/get", "resources/read");

    /** What the modern era has no more; some of it may still be known to those who answer. */
    private static final Set<String> REMOVED =
            Set.of("initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe");

    private final ServerMethods methods;
    private final Audience audience;
    private final Results.Finish finish;
    private final ModernCalls calls;
    private final Senders senders;

    ModernMethods(
            ServerCore core,
            ServerMethods methods,
            Audience audience,
            Senders senders,
            Results.Finish finish,
            boolean lasts) {
        this.methods = methods;
        this.audience = audience;
        this.senders = senders;
        this.calls = new ModernCalls(core, methods, lasts);
        this.finish = finish;
    }

    /** The client is gone. */
    void end() {
        calls.close();
    }

    static boolean isModern(JsonRpcMessage.Request request, Map<String, List<String>> headers) {
        if (request.method().equals(DISCOVER) || request.method().equals(LISTEN)) {
            return true;
        }
        boolean byHeader = headers.getOrDefault(VERSION_HEADER, List.of()).stream()
                .flatMap(name -> ProtocolVersion.ofWireName(name).stream())
                .anyMatch(version -> version.era() == Era.MODERN);
        return byHeader
                || request.params()
                        .flatMap(params -> params.member("_meta"))
                        .flatMap(meta -> meta.member(Senders.VERSION))
                        .isPresent();
    }

    /** The names of all versions that this server speaks, newest first. */
    static List<String> versions() {
        List<String> names = new ArrayList<>(Arrays.stream(ProtocolVersion.values())
                .map(ProtocolVersion::wireName)
                .toList());
        Collections.reverse(names);
        return List.copyOf(names);
    }

    JsonValue call(JsonRpcMessage.Request request, Arrival arrival) throws Exception {
        JsonValue params = request.params().orElse(JsonValue.NULL);
        Senders.Sender said = said(request);
        Peer peer = said.peer();
        if (REMOVED.contains(request.method())) {
            throw new JsonRpcException(JsonRpcError.METHOD_NOT_FOUND, "Method not found: " + request.method(), null);
        }
        return switch (request.method()) {
            case DISCOVER -> finished(request.method(), discovered(methods.introduce(peer)), COMPLETE, peer);
            case LISTEN ->
                finished(request.method(), listen(request.id(), params, peer, arrival.outlet()), COMPLETE, peer);
            default -> {
                IncomingCall.Leg leg =
                        new IncomingCall.Leg(request.id(), said.members(), said.logLevel(), arrival.outlet());
                Object result = MAY_ASK.contains(request.method())
                        ? calls.call(request, peer, arrival, leg)
                        : methods.call(new IncomingCall(request, peer, arrival, leg, ModernCalls::cannotAsk));
                yield finished(request.method(), result, type(result), peer);
            }
        };
    }

    /** Empty if it has to be answered here. */
    Optional<Forwardable> forwardable(JsonRpcMessage.Request request, Arrival arrival) {
        String method = request.method();
        if (OWN.contains(method) || REMOVED.contains(method) || ModernCalls.goesOn(request)) {
            return Optional.empty();
        }
        Senders.Sender said = said(request);
        IncomingCall.Leg leg = new IncomingCall.Leg(request.id(), said.members(), said.logLevel(), arrival.outlet());
        IncomingCall call = new IncomingCall(request, said.peer(), arrival, leg, ModernCalls::cannotAsk);
        return Optional.of(new Forwardable(call, (result, server) -> {
            Object sealed = MAY_ASK.contains(method) ? calls.sealed(result, said.peer(), request) : result;
            return finish.apply(method, sealed, type(sealed), server);
        }));
    }

    private Senders.Sender said(JsonRpcMessage.Request request) {
        return senders.read(
                request.params().flatMap(params -> params.member("_meta")).orElse(JsonValue.NULL));
    }

    private static String type(Object result) {
        return result instanceof InputRequiredResult ? INPUT_REQUIRED : COMPLETE;
    }

    private JsonValue finished(String method, Object result, String type, Peer peer) throws InterruptedException {
        return finish.apply(method, result, type, methods.introduce(peer).implementation());
    }

    static JsonRpcException invalid(String reason) {
        return new JsonRpcException(JsonRpcError.INVALID_PARAMS, reason, null);
    }

    private static DiscoverResult discovered(Introduction server) {
        return new DiscoverResult(
                versions(),
                server.capabilities(),
                server.instructions(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of());
    }

    /** Tells the client what happens, for as long as it wants to hear of it. */
    private Map<String, Object> listen(RequestId id, JsonValue params, Peer peer, Outlet outlet)
            throws InterruptedException {
        SubscriptionFilter wanted = params.member("notifications")
                .map(json -> json.as(SubscriptionFilter.class))
                .orElseThrow(() -> invalid("notifications is missing"));
        Map<String, Object> meta = Map.of(SUBSCRIPTION_ID, id.toJson());
        Listener listener = new Listener(announcement -> announcement.isWantedBy(wanted));
        audience.add(listener);
        SubscriptionFilter agreed = SubscriptionFilter.NONE;
        try {
            agreed = methods.listen(wanted, peer);
            outlet.send(new JsonRpcMessage.Notification(
                    "notifications/subscriptions/acknowledged",
                    Optional.of(JsonValue.of(Map.of("notifications", agreed, "_meta", meta)))));
            for (Announcement next = listener.take(); next != null; next = listener.take()) {
                outlet.send(next.notification(meta));
            }
            return Map.of("_meta", meta);
        } finally {
            audience.remove(listener);
            methods.unlisten(agreed);
        }
    }
}
