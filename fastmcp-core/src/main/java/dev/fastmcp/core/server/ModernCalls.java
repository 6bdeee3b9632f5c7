package dev.fastmcp.core.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.InputRequiredResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the modern era that may ask for input, which ends the request and goes on with the next one. If the client lasts, they end with it; else nobody hears that it is gone, and its calls wait as long as the
 * server is patient.
 */
final class ModernCalls implements AutoCloseable {

    private final ServerCore core;
    private final ServerMethods methods;
    private final boolean lasts;

    /** Begun and not ended, if the client lasts. */
    private final Set<ParkedCall> open = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** @param lasts whether more than one request is to come this way */
    ModernCalls(ServerCore core, ServerMethods methods, boolean lasts) {
        this.core = core;
        this.methods = methods;
        this.lasts = lasts;
    }

    /** For calls that have nobody to ask. */
    static Map<String, JsonValue> cannotAsk(Map<String, InputRequest> questions) {
        throw new UnsupportedOperationException("Nobody can be asked here: only calls of tools, prompts and resources"
                + " may, if the client has declared that it answers");
    }

    Object call(JsonRpcMessage.Request request, Peer peer, Arrival arrival, IncomingCall.Leg leg) throws Exception {
        JsonValue params = request.params().orElse(JsonValue.NULL);
        String call = name(request);
        String state = state(params);
        if (state != null && ParkedCalls.isToken(state)) {
            ParkedCall parked = core.parked().take(state, call);
            if (parked == null) {
                throw StateSeal.refused();
            }
            parked.resume(leg, IncomingCall.inputResponses(params));
            return outcome(parked, peer, call, leg.outlet());
        }
        JsonRpcMessage.Request opened = state == null ? request : opened(request, call, state);
        if (!Questions.areAnsweredBy(peer.capabilities())) {
            IncomingCall incoming = new IncomingCall(opened, peer, arrival, leg, ModernCalls::cannotAsk);
            return sealed(methods.call(incoming), peer, call);
        }
        ParkedCall parked = new ParkedCall(call, core.parked(), core.patience(), IncomingCall.inputResponses(params));
        IncomingCall incoming = new IncomingCall(opened, peer, arrival, parked.through(leg), parked);
        if (lasts) {
            open.add(parked);
        }
        parked.start(methods, incoming, () -> {
            open.remove(parked);
            core.parked().forget(parked);
        });
        if (closed) {
            parked.cancel();
        }
        return outcome(parked, peer, call, leg.outlet());
    }

    /** The client is gone: nobody comes back. */
    @Override
    public void close() {
        closed = true;
        open.forEach(ParkedCall::cancel);
    }

    private Object outcome(ParkedCall parked, Peer peer, String call, Outlet outlet) throws Exception {
        ParkedCall.Step step;
        boolean advanced = false;
        try {
            step = parked.advance(outlet);
            advanced = true;
        } finally {
            if (!advanced) {
                parked.cancel();
            }
        }
        return switch (step) {
            case ParkedCall.Step.Asked(Map<String, InputRequest> questions) ->
                new InputRequiredResult(questions, Optional.of(core.parked().park(parked)), Map.of(), Map.of());
            case ParkedCall.Step.Done done -> sealed(done.get(), peer, call);
            case ParkedCall.Step.Message message -> throw new IllegalStateException("messages are passed on");
        };
    }

    /** Whether a request goes on with a call that has begun. */
    static boolean goesOn(JsonRpcMessage.Request request) {
        return state(request.params().orElse(JsonValue.NULL)) != null;
    }

    /** The first result of a call that nobody was asked for. */
    Object sealed(Object result, Peer peer, JsonRpcMessage.Request request) {
        return sealed(result, peer, name(request));
    }

    private static String name(JsonRpcMessage.Request request) {
        return request.method() + " " + target(request.params().orElse(JsonValue.NULL));
    }

    private Object sealed(Object result, Peer peer, String call) {
        if (!(result instanceof InputRequiredResult asking)) {
            return result;
        }
        Questions.require(peer.capabilities(), asking.inputRequests());
        return new InputRequiredResult(
                asking.inputRequests(),
                asking.requestState().map(state -> core.seal().seal(call, state)),
                asking.meta(),
                asking.extra());
    }

    /** The request as its handler sees it, with the state that it had given out itself. */
    private JsonRpcMessage.Request opened(JsonRpcMessage.Request request, String call, String state) {
        Map<String, Object> params =
                new LinkedHashMap<>(request.params().orElse(JsonValue.NULL).asMap());
        params.put("requestState", core.seal().open(call, state));
        return new JsonRpcMessage.Request(request.id(), request.method(), Optional.of(JsonValue.of(params)));
    }

    private static @Nullable String state(JsonValue params) {
        Object state = params.member("requestState").map(JsonValue::asObject).orElse(null);
        if (state == null || state instanceof String) {
            return (String) state;
        }
        throw ModernMethods.invalid("requestState must be a text");
    }

    private static String target(JsonValue params) {
        Object target = params.member("name")
                .or(() -> params.member("uri"))
                .map(JsonValue::asObject)
                .orElse("");
        return String.valueOf(target);
    }
}
