package dev.fastmcp.testkit;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import java.util.List;
import java.util.Map;

/** What every scripted server knows of the protocol. */
final class StandardMethods {

    private static final String MODERN = ProtocolVersion.V2026_07_28.wireName();
    private static final Map<String, Object> CAPABILITIES = Map.of("tools", Map.of(), "logging", Map.of());
    private static final Map<String, Object> INFO = Map.of("name", "scripted", "version", "1");

    private StandardMethods() {}

    static void play(ScriptedServer server, ScriptedCall call) {
        Script own = server.method(call.method());
        if (own != null) {
            own.play(call);
        } else if (server.era() == Era.MODERN && call.version().isEmpty()) {
            refuseLegacy(call);
        } else if (server.era() != Era.LEGACY && !call.hasKnownVersion()) {
            refuseVersion(call, call.version().orElse(""));
        } else {
            known(server, call);
        }
    }

    private static void refuseLegacy(ScriptedCall call) {
        if (call.method().equals("initialize")) {
            refuseVersion(call, String.valueOf(call.params().get("protocolVersion")));
        } else {
            call.error(JsonRpcError.INVALID_PARAMS, "the request has no protocol version in its _meta");
        }
    }

    private static void refuseVersion(ScriptedCall call, String requested) {
        call.error(
                JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION,
                "unsupported protocol version",
                Map.of("supported", List.of(MODERN), "requested", requested));
    }

    private static void known(ScriptedServer server, ScriptedCall call) {
        boolean legacy = server.era() != Era.MODERN;
        switch (call.method()) {
            case "initialize" -> initialize(call);
            case "tools/list" -> listTools(server, call);
            case "tools/call" -> callTool(server, call);
            case "server/discover" -> discover(server, call);
            case "ping", "logging/setLevel" -> {
                if (legacy) {
                    call.result(Map.of());
                } else {
                    unknown(call);
                }
            }
            default -> unknown(call);
        }
    }

    private static void initialize(ScriptedCall call) {
        Object wanted = call.params().get("protocolVersion");
        String version = ProtocolVersion.ofWireName(String.valueOf(wanted))
                .filter(known -> known.era() == Era.LEGACY)
                .orElse(ProtocolVersion.newest(Era.LEGACY))
                .wireName();
        call.result(Map.of("protocolVersion", version, "capabilities", CAPABILITIES, "serverInfo", INFO));
    }

    private static void discover(ScriptedServer server, ScriptedCall call) {
        if (server.era() == Era.LEGACY) {
            unknown(call);
        } else {
            call.result(Map.of(
                    "supportedVersions",
                    List.of(MODERN),
                    "capabilities",
                    CAPABILITIES,
                    "ttlMs",
                    0,
                    "cacheScope",
                    "private",
                    "_meta",
                    Map.of("io.modelcontextprotocol/serverInfo", INFO)));
        }
    }

    private static void listTools(ScriptedServer server, ScriptedCall call) {
        List<Map<String, Object>> tools = server.toolNames().stream()
                .map(name -> Map.<String, Object>of("name", name, "inputSchema", Map.of("type", "object")))
                .toList();
        call.result(
                call.version().isPresent()
                        ? Map.of("tools", tools, "ttlMs", 0, "cacheScope", "private")
                        : Map.of("tools", tools));
    }

    private static void callTool(ScriptedServer server, ScriptedCall call) {
        Script tool = server.tool(call.tool().orElse(""));
        if (tool == null) {
            call.error(
                    JsonRpcError.INVALID_PARAMS,
                    "unknown tool: " + call.params().get("name"));
        } else {
            tool.play(call);
        }
    }

    private static void unknown(ScriptedCall call) {
        call.error(JsonRpcError.METHOD_NOT_FOUND, "Method not found: " + call.method());
    }
}
