package dev.fastmcp.testkit;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A scripted server's side of one connection. What it sends goes to the {@link Outlet} given to {@link ScriptedServer#converse}, at once or later.
 *
 * <p>To be given messages by one thread at a time.
 */
public final class ScriptedConversation {

    private final ScriptedServer server;
    private final Outlet outlet;
    private final JsonCodec codec = JsonCodec.discovered();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<Object, Consumer<? super Map<String, Object>>> awaited = new ConcurrentHashMap<>();
    private final Map<Object, Runnable> cancellable = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ReentrantLock speaking = new ReentrantLock();

    /** Guarded by {@link #speaking}. */
    private boolean over;

    ScriptedConversation(ScriptedServer server, Outlet outlet) {
        this.server = server;
        this.outlet = outlet;
    }

    /**
     * Takes a message of the client and reacts to it.
     *
     * @param text one JSON-RPC message; anything else is answered with an error, as JSON-RPC asks for
     */
    public void receive(String text) {
        Map<String, Object> message = parse(text);
        if (message == null) {
            say("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"not a JSON object\"}}");
        } else if (!(message.get("method") instanceof String method)) {
            heard.add("response");
            take(message);
        } else if (message.containsKey("id")) {
            ScriptedCall call = new ScriptedCall(this, message.get("id"), method, JsonMaps.child(message, "params"));
            heard.add(call.tool().orElse(method));
            StandardMethods.play(server, call);
        } else {
            heard.add(method);
            if (method.equals("notifications/cancelled")) {
                cancelled(JsonMaps.child(message, "params").get("requestId"));
            }
        }
    }

    private @Nullable Map<String, Object> parse(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try {
            return JsonMaps.cast(codec.decode(utf8, 0, utf8.length, Object.class));
        } catch (DataMappingException e) {
            return null;
        }
    }

    private void take(Map<String, Object> response) {
        Object id = response.get("id");
        Consumer<? super Map<String, Object>> waiting = id == null ? null : awaited.remove(id);
        if (waiting != null) {
            waiting.accept(response);
        }
    }

    private void cancelled(@Nullable Object id) {
        Runnable reaction = id == null ? null : cancellable.remove(id);
        if (reaction != null) {
            reaction.run();
        }
    }

    List<String> heard() {
        return heard;
    }

    String json(@Nullable Object value) {
        return new String(codec.encode(value), StandardCharsets.UTF_8);
    }

    void onCancelled(Object id, Runnable reaction) {
        cancellable.put(id, reaction);
    }

    void ask(String method, Map<String, ?> params, Consumer<? super Map<String, Object>> whenAnswered) {
        String id = "scripted-" + requests.incrementAndGet();
        awaited.put(id, whenAnswered);
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", id);
        request.put("method", method);
        request.put("params", params);
        say(json(request));
    }

    void say(String text) {
        speaking.lock();
        try {
            if (!over) {
                outlet.send(text);
            }
        } finally {
            speaking.unlock();
        }
    }

    void hangUp() {
        speaking.lock();
        try {
            if (!over) {
                over = true;
                outlet.hangUp();
            }
        } finally {
            speaking.unlock();
        }
    }
}
