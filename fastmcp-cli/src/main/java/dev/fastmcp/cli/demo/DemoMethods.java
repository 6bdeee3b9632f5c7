package dev.fastmcp.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The methods of the protocol that the demo server has. */
final class DemoMethods {

    private static final String META = "io.modelcontextprotocol/";
    private static final List<String> LEGACY = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
    private static final String MODERN = "2026-07-28";
    private static final Map<String, Object> SERVER_INFO = Map.of("name", "fastmcp-demo", "version", "1.0");
    private static final Map<String, Object> CAPABILITIES =
            Map.of("tools", Map.of(), "resources", Map.of(), "prompts", Map.of(), "completions", Map.of());
    private static final String INSTRUCTIONS = "A server to try the fastmcp command with.";

    Object call(String method, Map<String, Object> params, Consumer<Map<String, Object>> notifications)
            throws InterruptedException {
        Map<String, Object> meta = DemoServer.object(params.get("_meta"));
        boolean modern = meta.get(META + "protocolVersion") instanceof String;
        if (modern && !MODERN.equals(meta.get(META + "protocolVersion"))) {
            throw new DemoError(
                    -32022,
                    "Unsupported protocol version",
                    Map.of("supported", List.of(MODERN), "requested", meta.get(META + "protocolVersion")));
        }
        Map<String, Object> result = new LinkedHashMap<>(
                switch (method) {
                    case "initialize" -> initialize(params);
                    case "server/discover" -> discover();
                    case "ping" -> Map.of();
                    case "tools/list" -> cacheable(Map.of("tools", DemoTools.LIST), modern);
                    case "tools/call" -> DemoTools.call(params, meta.get("progressToken"), notifications);
                    case "resources/list" -> cacheable(Map.of("resources", DemoContents.RESOURCES), modern);
                    case "resources/templates/list" ->
                        cacheable(Map.of("resourceTemplates", DemoContents.TEMPLATES), modern);
                    case "resources/read" -> cacheable(DemoContents.read(String.valueOf(params.get("uri"))), modern);
                    case "prompts/list" -> cacheable(Map.of("prompts", DemoContents.PROMPTS), modern);
                    case "prompts/get" -> DemoContents.prompt(params);
                    case "completion/complete" -> DemoContents.complete(params);
                    default -> throw new DemoError(-32601, "Method not found: " + method);
                });
        if (modern) {
            result.put("resultType", "complete");
            result.put("_meta", Map.of(META + "serverInfo", SERVER_INFO));
        }
        return result;
    }

    private static Map<String, Object> initialize(Map<String, Object> params) {
        Object wanted = params.get("protocolVersion");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("protocolVersion", LEGACY.contains(wanted) ? wanted : LEGACY.get(LEGACY.size() - 1));
        result.put("capabilities", CAPABILITIES);
        result.put("serverInfo", SERVER_INFO);
        result.put("instructions", INSTRUCTIONS);
        return result;
    }

    private static Map<String, Object> discover() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("supportedVersions", List.of(MODERN, "2025-11-25"));
        result.put("capabilities", CAPABILITIES);
        result.put("instructions", INSTRUCTIONS);
        return cacheable(result, true);
    }

    private static Map<String, Object> cacheable(Map<String, Object> result, boolean modern) {
        if (!modern) {
            return result;
        }
        Map<String, Object> hinted = new LinkedHashMap<>(result);
        hinted.put("ttlMs", 60_000);
        hinted.put("cacheScope", "public");
        return hinted;
    }
}
