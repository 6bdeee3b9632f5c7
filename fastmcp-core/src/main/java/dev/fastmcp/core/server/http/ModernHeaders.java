package dev.fastmcp.core.server.http;

import com.sun.net.httpserver.Headers;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the headers of a request of the modern era with its body (specification 2026-07-28, "Streamable HTTP"). */
final class ModernHeaders {

    static final String VERSION_HEADER = "Mcp-Protocol-Version";

    private static final String META = "io.modelcontextprotocol/";

    private ModernHeaders() {}

    /** What is wrong; empty if nothing is. */
    static Optional<JsonRpcError> fault(JsonRpcMessage.Request request, Headers headers) {
        JsonValue params = request.params().orElse(JsonValue.NULL);
        JsonValue meta = params.member("_meta").orElse(JsonValue.NULL);
        String version = text(meta, META + "protocolVersion");
        if (version == null || meta.member(META + "clientCapabilities").isEmpty()) {
            return Optional.of(JsonRpcError.of(
                    JsonRpcError.INVALID_PARAMS,
                    META + "protocolVersion and " + META + "clientCapabilities must be in _meta"));
        }
        if (!version.equals(HeaderValues.only(headers, VERSION_HEADER))) {
            return mismatch(VERSION_HEADER);
        }
        if (!request.method().equals(HeaderValues.only(headers, "Mcp-Method"))) {
            return mismatch("Mcp-Method");
        }
        String name = name(request.method(), params);
        if (name != null && !name.equals(HeaderValues.decoded(HeaderValues.only(headers, "Mcp-Name")))) {
            return mismatch("Mcp-Name");
        }
        return Optional.empty();
    }

    private static @Nullable String name(String method, JsonValue params) {
        return switch (method) {
            case "tools/call", "prompts/get" -> text(params, "name");
            case "resources/read" -> text(params, "uri");
            default -> null;
        };
    }

    private static @Nullable String text(JsonValue object, String name) {
        return object.member(name).map(JsonValue::asObject).orElse(null) instanceof String text ? text : null;
    }

    static Optional<JsonRpcError> mismatch(String header) {
        return Optional.of(JsonRpcError.of(
                JsonRpcError.HEADER_MISMATCH,
                "The header " + header + " is missing, or says something else than the body"));
    }
}
