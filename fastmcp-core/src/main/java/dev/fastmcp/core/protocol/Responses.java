package dev.fastmcp.core.protocol;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.Optional;

/** What to make of the responses of a server. */
final class Responses {

    private static final int SHOWN_CHARACTERS = 500;

    private Responses() {}

    /** @throws JsonRpcException if the server refuses */
    static JsonValue result(String method, JsonRpcMessage.Response response) {
        return switch (response) {
            case JsonRpcMessage.Success success -> success.result();
            case JsonRpcMessage.Failure failure -> throw refused(method, failure.error());
        };
    }

    static JsonRpcException refused(String method, JsonRpcError error) {
        String message = ServerText.excerpt(error.message(), SHOWN_CHARACTERS);
        return JsonRpcException.of(
                error, "The server refused " + method + ": " + message + " (code " + error.code() + ")", null);
    }

    static JsonRpcException refused(String method, HttpStatusException status, JsonRpcException error) {
        String message = ServerText.excerpt(error.reason(), SHOWN_CHARACTERS);
        return JsonRpcException.of(
                new JsonRpcError(error.code(), error.reason(), error.data().map(JsonValue::of)),
                "The server refused " + method + ": " + message + " (code " + error.code() + ", HTTP status "
                        + status.status() + ")",
                status);
    }

    static <R> R decode(String method, JsonValue result, Class<R> type) {
        try {
            R decoded = result.as(type);
            if (decoded == null) {
                throw new ProtocolException("The server's result of " + method + " is null");
            }
            return decoded;
        } catch (DataMappingException e) {
            throw new ProtocolException("The server's result of " + method + " is invalid: " + e.getMessage(), e);
        }
    }

    static Optional<String> text(Optional<JsonValue> value) {
        return value.map(JsonValue::asObject).filter(String.class::isInstance).map(String.class::cast);
    }
}
