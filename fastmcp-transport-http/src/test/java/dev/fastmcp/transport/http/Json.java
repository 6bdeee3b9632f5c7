package dev.fastmcp.transport.http;

import dev.fastmcp.api.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON for scripted servers. */
final class Json {

    private static final JsonCodec CODEC = JsonCodec.discovered();

    private Json() {}

    @SuppressWarnings("unchecked") // the keys of a decoded JSON object are strings
    static Map<String, Object> object(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return (Map<String, Object>) CODEC.decode(utf8, 0, utf8.length, Map.class);
    }

    /** A member that is a string; empty if there is none. */
    static String text(String body, String member) {
        return !body.isBlank() && object(body).get(member) instanceof String text ? text : "";
    }

    static String id(String body) {
        Object id = body.isBlank() ? null : object(body).get("id");
        return id instanceof String text ? "\"" + text + "\"" : String.valueOf(id);
    }

    static String of(Object value) {
        return new String(CODEC.encode(value), StandardCharsets.UTF_8);
    }

    static String result(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    static String error(String id, int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code + ",\"message\":\"" + message
                + "\"}}";
    }

    static String toolResult(String text) {
        return "{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}";
    }
}
