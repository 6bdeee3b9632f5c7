package dev.fastmcp.transport.stdio;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.MessageCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes the messages of these tests. */
final class TestCodec implements MessageCodec, JsonCodec {

    JsonValue value(String json) {
        byte[] bytes = TestJson.utf8(json);
        return JsonValue.raw(this, bytes, 0, bytes.length);
    }

    @Override
    public void read(byte[] utf8, int offset, int length, Consumer<? super JsonRpcMessage> receiver) {
        JsonRpcMessage message;
        try {
            message = message(decode(utf8, offset, length, Object.class));
        } catch (RuntimeException e) {
            message = new JsonRpcMessage.Malformed(Optional.empty(), "no JSON: " + e.getMessage());
        }
        receiver.accept(message);
    }

    private JsonRpcMessage message(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map) || !map.containsKey("jsonrpc")) {
            return new JsonRpcMessage.Malformed(Optional.empty(), "no JSON-RPC message");
        }
        Object id = map.get("id");
        RequestId requestId =
                id instanceof String text ? RequestId.of(text) : RequestId.of(id instanceof Long number ? number : -1);
        Optional<JsonValue> params = Optional.ofNullable(map.get("params")).map(this::raw);
        if (map.get("method") instanceof String method) {
            return id == null
                    ? new JsonRpcMessage.Notification(method, params)
                    : new JsonRpcMessage.Request(requestId, method, params);
        }
        if (map.get("error") instanceof Map<?, ?> error) {
            return new JsonRpcMessage.Failure(
                    Optional.of(requestId), JsonRpcError.of(-32601, String.valueOf(error.get("message"))));
        }
        return new JsonRpcMessage.Success(requestId, raw(map.get("result")));
    }

    private JsonValue raw(@Nullable Object value) {
        return value(TestJson.write(value));
    }

    @Override
    public byte[] write(JsonRpcMessage message) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("jsonrpc", "2.0");
        switch (message) {
            case JsonRpcMessage.Request request -> {
                json.put("id", id(request.id()));
                json.put("method", request.method());
                request.params().ifPresent(params -> json.put("params", params.asObject()));
            }
            case JsonRpcMessage.Notification notification -> {
                json.put("method", notification.method());
                notification.params().ifPresent(params -> json.put("params", params.asObject()));
            }
            case JsonRpcMessage.Success success -> {
                json.put("id", id(success.id()));
                json.put("result", success.result().asObject());
            }
            default -> throw new IllegalArgumentException("not needed in these tests: " + message);
        }
        return encode(json);
    }

    private static Object id(RequestId id) {
        return switch (id) {
            case RequestId.Number number -> number.value();
            case RequestId.Text text -> text.value();
        };
    }

    @Override
    public <T> @Nullable T decode(byte[] utf8, int offset, int length, Class<T> type) {
        return type.cast(TestJson.parse(new String(utf8, offset, length, StandardCharsets.UTF_8)));
    }

    @Override
    public @Nullable JsonValue member(byte[] utf8, int offset, int length, String name) {
        return decode(utf8, offset, length, Object.class) instanceof Map<?, ?> map && map.containsKey(name)
                ? raw(map.get(name))
                : null;
    }

    @Override
    public Map<String, JsonValue> members(byte[] utf8, int offset, int length) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (decode(utf8, offset, length, Object.class) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(String.valueOf(name), raw(value)));
        }
        return Collections.unmodifiableMap(members);
    }

    @Override
    public byte[] encode(@Nullable Object value) {
        return TestJson.utf8(TestJson.write(value));
    }

    @Override
    public void encode(@Nullable Object value, OutputStream out) throws IOException {
        out.write(encode(value));
    }
}
