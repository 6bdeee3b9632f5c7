package dev.fastmcp.testkit;

import dev.fastmcp.api.ProtocolVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request that a scripted server received, and what can be done about it. Thread-safe: a script may keep the call and react later, on another thread. Once
 * the connection is over, reactions have no effect.
 */
public final class ScriptedCall {

    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

    private final ScriptedConversation conversation;
    private final @Nullable Object id;
    private final String method;
    private final Map<String, Object> params;

    ScriptedCall(ScriptedConversation conversation, @Nullable Object id, String method, Map<String, Object> params) {
        this.conversation = conversation;
        this.id = id;
        this.method = method;
        this.params = params;
    }

    /**
     * Returns the id as JSON text, for use in {@link #raw}.
     *
     * @return a number, or a string in quotes
     */
    public String id() {
        return conversation.json(id);
    }

    /**
     * Returns what is asked.
     *
     * @return such as {@code tools/call}
     */
    public String method() {
        return method;
    }

    /**
     * Returns the parameters.
     *
     * @return free-form JSON; empty if the request has none
     */
    public Map<String, Object> params() {
        return params;
    }

    /**
     * Returns the arguments of {@code tools/call}.
     *
     * @return free-form JSON; empty if the request has none
     */
    public Map<String, Object> arguments() {
        return JsonMaps.child(params, "arguments");
    }

    /**
     * Answers with a result. Adds what the era of the request demands of every result.
     *
     * @param members of the result
     */
    public void result(Map<String, ?> members) {
        Map<String, Object> result = new LinkedHashMap<>(members);
        if (version().isPresent()) {
            result.putIfAbsent("resultType", "complete");
        }
        say("result", result);
    }

    /**
     * Answers with a tool result.
     *
     * @param text the only content
     */
    public void text(String text) {
        result(Map.of("content", List.of(Map.of("type", "text", "text", text))));
    }

    /**
     * Answers with an error.
     *
     * @param code such as -32603
     * @param message what went wrong
     */
    public void error(int code, String message) {
        say("error", Map.of("code", code, "message", message));
    }

    void error(int code, String message, Object data) {
        say("error", Map.of("code", code, "message", message, "data", data));
    }

    /**
     * Sends a text as it is, be it a message or not.
     *
     * @param text has no line break
     */
    public void raw(String text) {
        conversation.say(text);
    }

    /**
     * Sends a notification.
     *
     * @param name such as {@code notifications/message}
     * @param members its parameters
     */
    public void notification(String name, Map<String, ?> members) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("method", name);
        message.put("params", members);
        raw(conversation.json(message));
    }

    /**
     * Reports progress, if the client asked for it.
     *
     * @param progress how far the server is
     * @param total how far it will go
     */
    public void progress(double progress, double total) {
        Object token = meta().get("progressToken");
        if (token != null) {
            notification(
                    "notifications/progress", Map.of("progressToken", token, "progress", progress, "total", total));
        }
    }

    /**
     * Sends a request to the client.
     *
     * @param name such as {@code roots/list}
     * @param members its parameters
     * @param whenAnswered is given the whole response, with its {@code result} or {@code error}
     */
    public void ask(String name, Map<String, ?> members, Consumer<? super Map<String, Object>> whenAnswered) {
        conversation.ask(name, members, whenAnswered);
    }

    /**
     * Prepares for {@code notifications/cancelled} with the id of this call.
     *
     * @param reaction run when it comes
     */
    public void onCancelled(Runnable reaction) {
        if (id != null) {
            conversation.onCancelled(id, reaction);
        }
    }

    /**
     * Returns what the client has sent on this connection so far.
     *
     * @return names of methods in order, this call included; {@code tools/call} by the name of the tool, {@code response} for responses
     */
    public List<String> heard() {
        return List.copyOf(conversation.heard());
    }

    /** Ends the connection, as a server does that has crashed. */
    public void hangUp() {
        conversation.hangUp();
    }

    String json(Object value) {
        return conversation.json(value);
    }

    Optional<String> tool() {
        return method.equals("tools/call") && params.get("name") instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    /** The version of a modern request; a legacy one does not carry any. */
    Optional<String> version() {
        return meta().get(VERSION) instanceof String version ? Optional.of(version) : Optional.empty();
    }

    boolean hasKnownVersion() {
        return version().map(ProtocolVersion.V2026_07_28.wireName()::equals).orElse(true);
    }

    private Map<String, Object> meta() {
        return JsonMaps.child(params, "_meta");
    }

    private void say(String member, Object value) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("jsonrpc", "2.0");
        message.put("id", id);
        message.put(member, value);
        raw(conversation.json(message));
    }
}
