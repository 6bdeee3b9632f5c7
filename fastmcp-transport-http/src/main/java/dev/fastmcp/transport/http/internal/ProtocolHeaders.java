package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers by which the protocol makes requests of one session known (specification 2025-11-25 and 2026-07-28, "Streamable HTTP"). Before a version is agreed on,
 * only what a message says about itself is known.
 */
final class ProtocolHeaders {

    private static final String META_VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String BOTH = MediaTypes.JSON + ", " + MediaTypes.EVENT_STREAM;
    private static final int MAX_SESSION_ID = 4096;

    private volatile @Nullable String version;
    private volatile boolean modern;
    private volatile @Nullable String sessionId;

    void agreed(String agreed) {
        version = agreed;
        modern = isModern(agreed);
    }

    private static boolean isModern(String version) {
        return ProtocolVersion.ofWireName(version)
                .map(known -> known.era() == Era.MODERN)
                .orElse(false);
    }

    /** True once the modern era is agreed on. */
    boolean modern() {
        return modern;
    }

    boolean hasSession() {
        return sessionId != null;
    }

    /** Takes over the id of a new session; one that no header could carry is as good as none. */
    void session(@Nullable String id) {
        boolean usable = id != null
                && !id.isEmpty()
                && id.length() <= MAX_SESSION_ID
                && id.chars().allMatch(c -> c > ' ' && c <= '~');
        sessionId = usable ? id : null;
    }

    Map<String, String> ofPost(JsonRpcMessage message, Map<String, String> parameters) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", MediaTypes.JSON);
        headers.put("Accept", BOTH);
        String method = switch (message) {
            case JsonRpcMessage.Request request -> request.method();
            case JsonRpcMessage.Notification notification -> notification.method();
            default -> null;
        };
        boolean stateless = modern;
        if (version == null && message instanceof JsonRpcMessage.Request request) {
            stateless = probe(headers, request);
        }
        addSession(headers);
        if (stateless && method != null) {
            headers.put("Mcp-Method", HeaderText.of(method));
            if (message instanceof JsonRpcMessage.Request request) {
                addName(headers, request);
                parameters.forEach((name, value) -> headers.put("Mcp-Param-" + name, HeaderText.of(value)));
            }
        }
        return headers;
    }

    Map<String, String> ofGet(@Nullable String lastEventId) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", MediaTypes.EVENT_STREAM);
        addSession(headers);
        if (lastEventId != null) {
            headers.put("Last-Event-ID", lastEventId);
        }
        return headers;
    }

    Map<String, String> ofDelete() {
        Map<String, String> headers = new LinkedHashMap<>();
        addSession(headers);
        return headers;
    }

    private void addSession(Map<String, String> headers) {
        String agreed = version;
        if (agreed != null) {
            headers.put("MCP-Protocol-Version", agreed);
        }
        String id = sessionId;
        if (id != null) {
            headers.put("Mcp-Session-Id", id);
        }
    }

    /** A request of the modern era names its version itself. */
    private static boolean probe(Map<String, String> headers, JsonRpcMessage.Request request) {
        String named = text(request.params()
                .flatMap(params -> params.member("_meta"))
                .flatMap(meta -> meta.member(META_VERSION))
                .orElse(JsonValue.NULL));
        if (named == null || !isModern(named)) {
            return false;
        }
        headers.put("MCP-Protocol-Version", named);
        return true;
    }

    private static void addName(Map<String, String> headers, JsonRpcMessage.Request request) {
        String member = switch (request.method()) {
            case "tools/call", "prompts/get" -> "name";
            case "resources/read" -> "uri";
            case "tasks/get", "tasks/update", "tasks/cancel" -> "taskId";
            default -> null;
        };
        if (member != null) {
            String name = text(
                    request.params().flatMap(params -> params.member(member)).orElse(JsonValue.NULL));
            if (name != null) {
                headers.put("Mcp-Name", HeaderText.of(name));
            }
        }
    }

    private static @Nullable String text(JsonValue value) {
        return value.asObject() instanceof String text ? text : null;
    }
}
