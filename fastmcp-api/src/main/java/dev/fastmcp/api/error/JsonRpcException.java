package dev.fastmcp.api.error;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.UrlElicitationRequiredException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server answered a request with a JSON-RPC error. The code says whether other parameters, or another server, would help. */
public sealed class JsonRpcException extends McpException permits UrlElicitationRequiredException {

    private static final long serialVersionUID = 1L;

    /** The code. */
    private final int code;

    /** Free-form JSON, hence not always serializable. */
    private final transient @Nullable Object data;

    /** What the other side wrote; {@code null} if this is the message. */
    private final @Nullable String reason;

    /**
     * Creates an exception.
     *
     * @param code the JSON-RPC error code
     * @param message the request and what the server said
     * @param data what else the server said, as free-form JSON, or {@code null}
     */
    public JsonRpcException(int code, String message, @Nullable Object data) {
        this(code, message, data, null);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param code the JSON-RPC error code
     * @param message the request and what the server said
     * @param data what else the server said, as free-form JSON, or {@code null}
     * @param cause how the error came, such as an {@link HttpStatusException}, or {@code null}
     */
    public JsonRpcException(int code, String message, @Nullable Object data, @Nullable Throwable cause) {
        this(code, message, data, null, cause);
    }

    private JsonRpcException(
            int code, String message, @Nullable Object data, @Nullable String reason, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.data = data;
        this.reason = reason;
    }

    /**
     * Creates an exception for an error that somebody else has sent.
     *
     * @param error the error as it came
     * @param message the request and what was said, for people
     * @param cause how the error came, or {@code null}
     * @return the exception
     */
    public static JsonRpcException of(JsonRpcError error, String message, @Nullable Throwable cause) {
        return new JsonRpcException(
                error.code(), message, error.data().map(JsonValue::asObject).orElse(null), error.message(), cause);
    }

    /**
     * Returns the error code.
     *
     * @return the code; {@link dev.fastmcp.api.jsonrpc.JsonRpcError} names the known ones
     */
    public int code() {
        return code;
    }

    /**
     * Returns the message of the error as it came: text of the other side, of any length and with any characters. {@link #getMessage()} is what people may read.
     *
     * @return the error's {@code message}
     */
    public String reason() {
        return reason == null ? String.valueOf(getMessage()) : reason;
    }

    /**
     * Returns the error's {@code data}.
     *
     * @return a map, list, string, number or boolean; empty if there was none
     */
    public Optional<Object> data() {
        return Optional.ofNullable(data);
    }
}
