package dev.fastmcp.core.server;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.LoggingLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client while it is answered. In the modern era one call may consist of several requests: the client sends it again with what the server has asked for. Thread-safe.
 */
public final class IncomingCall {

    private final String method;
    private final JsonValue params;
    private final Peer peer;
    private final Arrival arrival;
    private final Inputs inputs;
    private final int depth;

    /** The call that this one is within; {@code null} if it came from the client. */
    private final @Nullable IncomingCall outer;

    /** The latest request that the call consists of; that of the outer call if there is one. */
    private volatile Leg leg;

    /** What is different for each of the requests that a call consists of. */
    record Leg(
            RequestId id,
            Map<String, Object> meta,
            @Nullable LoggingLevel logLevel,
            Outlet outlet) {}

    /** A way to ask the client. */
    interface Inputs {

        Map<String, JsonValue> ask(Map<String, InputRequest> questions) throws InterruptedException;

        /** See {@link IncomingCall#giveUpIfParked()}. */
        default boolean giveUpIfParked() {
            return false;
        }
    }

    IncomingCall(JsonRpcMessage.Request request, Peer peer, Arrival arrival, Leg leg, Inputs inputs) {
        this.method = request.method();
        this.params = request.params().orElse(JsonValue.NULL);
        this.peer = peer;
        this.arrival = arrival;
        this.outer = null;
        this.leg = leg;
        this.inputs = inputs;
        this.depth = 0;
    }

    private IncomingCall(IncomingCall outer, String method, JsonValue params) {
        this.method = method;
        this.params = params;
        this.peer = outer.peer;
        this.arrival = outer.arrival.unheard();
        this.outer = outer;
        this.leg = outer.leg;
        this.inputs = outer.inputs;
        this.depth = outer.depth + 1;
    }

    /** A request that the server makes to itself while it answers this one: what is told and asked meanwhile goes to the client of this one. */
    public IncomingCall within(String what, JsonValue with) {
        return new IncomingCall(this, what, with);
    }

    /** How many calls it is within. */
    public int depth() {
        return depth;
    }

    /** Goes on with another request. */
    void continuedBy(Leg next) {
        leg = next;
    }

    private Leg latest() {
        return outer == null ? leg : outer.latest();
    }

    /** The id of the latest request. */
    public RequestId id() {
        return latest().id();
    }

    /** The method asked for. */
    public String method() {
        return method;
    }

    /** Its parameters, undecoded; {@link JsonValue#NULL} if there are none. */
    public JsonValue params() {
        return params;
    }

    /** Who asks. */
    public Peer peer() {
        return peer;
    }

    /** The headers of the request, by names in lower case; empty where there are none. */
    public Map<String, List<String>> headers() {
        return arrival.headers();
    }

    /** Tells whoever wants to know what a handler threw, before it becomes a result. */
    public void failed(Throwable cause) {
        arrival.failed(cause);
    }

    /** What the client sent along. */
    public Map<String, Object> meta() {
        return latest().meta();
    }

    /** Whether this is one of the requests during which servers ask. */
    public boolean mayAsk() {
        return ModernMethods.MAY_ASK.contains(method);
    }

    /** Whether the client has declared that it answers anything, and its era lets it be asked now. */
    public boolean canAsk() {
        return Questions.areAnsweredBy(peer.capabilities()) && (isLegacy() || mayAsk());
    }

    /** The least level of log messages that the client has asked for; {@code null} if it has asked for none. */
    public @Nullable LoggingLevel logLevel() {
        return latest().logLevel();
    }

    /** The least level of log messages to be sent by one who is left to decide: in the legacy era, if the client has asked for none. */
    public @Nullable LoggingLevel leastLogLevel() {
        return leastLogLevel(latest());
    }

    private @Nullable LoggingLevel leastLogLevel(Leg current) {
        return current.logLevel() == null && isLegacy() ? LoggingLevel.INFO : current.logLevel();
    }

    /** Sends a notification that came from elsewhere; a log message only if the client wants its level. */
    public void relay(JsonRpcMessage.Notification notification) {
        Leg current = latest();
        if (LogMessages.isWanted(
                notification, current.logLevel(), peer.version().era())) {
            current.outlet().send(notification);
        }
    }

    /** The answers that came with the request. */
    public Map<String, JsonValue> inputResponses() {
        return inputResponses(params);
    }

    static Map<String, JsonValue> inputResponses(JsonValue params) {
        Map<String, JsonValue> responses = new LinkedHashMap<>();
        params.member("inputResponses")
                .filter(given -> given.asObject() instanceof Map)
                .ifPresent(given -> given.asMap()
                        .keySet()
                        .forEach(key -> given.member(key).ifPresent(response -> responses.put(key, response))));
        return responses;
    }

    /** Asks the client, and waits for all the answers. Each of them has the form that its question asks for. */
    public Map<String, JsonValue> ask(Map<String, InputRequest> questions) throws InterruptedException {
        Questions.require(peer.capabilities(), questions);
        return inputs.ask(questions);
    }

    /**
     * Gives the call up if no request of the client is there now: it was asked in the modern era, and is to come back with the answers, or has gone away for good.
     *
     * @return false if it waits for no client
     */
    public boolean giveUpIfParked() {
        return inputs.giveUpIfParked();
    }

    /** Clients of the legacy era that say nothing leave it to the server. */
    private boolean isLegacy() {
        return peer.version().era() == Era.LEGACY;
    }

    /** Tells how far the call is, if the client wants to know. */
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        Leg current = latest();
        Object token = current.meta().get("progressToken");
        Optional<RequestId> known = RequestId.ofJson(token);
        if (known.isEmpty()) {
            return;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("progressToken", known.get().toJson());
        told.put("progress", plain(progress));
        if (total != null) {
            told.put("total", plain(total));
        }
        if (message != null) {
            told.put("message", message);
        }
        current.outlet()
                .send(new JsonRpcMessage.Notification("notifications/progress", Optional.of(JsonValue.of(told))));
    }

    /** Some clients take whole numbers only if they are written as such. */
    private static Object plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1L << 53 ? (Object) (long) number : (Object) number;
    }

    /** Sends a log message, if the client wants to have it. */
    public void log(LoggingLevel level, @Nullable String logger, Object data) {
        Leg current = latest();
        LoggingLevel wanted = leastLogLevel(current);
        if (wanted == null || level.compareTo(wanted) < 0) {
            return;
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("level", level.wireName());
        if (logger != null) {
            message.put("logger", logger);
        }
        message.put("data", data);
        current.outlet()
                .send(new JsonRpcMessage.Notification("notifications/message", Optional.of(JsonValue.of(message))));
    }
}
