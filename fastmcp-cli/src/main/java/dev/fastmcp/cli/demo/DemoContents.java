package dev.fastmcp.cli.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The resources, prompts and completions of the demo server. */
final class DemoContents {

    private static final String README = "demo://readme";
    private static final String GREETING = "demo://greeting/";
    private static final List<String> NAMES = List.of("Ada", "Alan", "Barbara", "Grace", "Linus");

    static final List<Map<String, Object>> RESOURCES = List.of(
            Map.of("uri", README, "name", "readme", "description", "What this server is.", "mimeType", "text/plain"));
    static final List<Map<String, Object>> TEMPLATES = List.of(Map.of(
            "uriTemplate",
            GREETING + "{name}",
            "name",
            "greeting",
            "description",
            "Greets somebody.",
            "mimeType",
            "text/plain"));
    static final List<Map<String, Object>> PROMPTS = List.of(Map.of(
            "name",
            "greet",
            "description",
            "Asks a model for a greeting.",
            "arguments",
            List.of(Map.of("name", "name", "description", "Whom to greet.", "required", true))));

    private DemoContents() {}

    static Map<String, Object> read(String uri) {
        if (uri.equals(README)) {
            return contents(
                    uri,
                    "This is the demo server of the fastmcp command. It runs as a child process and talks MCP over its"
                            + " standard input and output.");
        }
        if (uri.startsWith(GREETING) && uri.length() > GREETING.length()) {
            return contents(uri, "Hello, " + uri.substring(GREETING.length()) + "!");
        }
        throw new DemoError(-32602, "Resource not found", Map.of("uri", uri));
    }

    private static Map<String, Object> contents(String uri, String text) {
        return Map.of("contents", List.of(Map.of("uri", uri, "mimeType", "text/plain", "text", text)));
    }

    static Map<String, Object> prompt(Map<String, Object> params) {
        Object name = DemoServer.object(params.get("arguments")).get("name");
        if (!"greet".equals(params.get("name"))) {
            throw new DemoError(-32602, "Unknown prompt: " + params.get("name"));
        }
        if (name == null) {
            throw new DemoError(-32602, "Missing argument: name");
        }
        Map<String, Object> content = Map.of("type", "text", "text", "Write a warm greeting for " + name + ".");
        return Map.of("messages", List.of(Map.of("role", "user", "content", content)));
    }

    static Map<String, Object> complete(Map<String, Object> params) {
        String typed = String.valueOf(DemoServer.object(params.get("argument")).getOrDefault("value", ""));
        List<String> values = NAMES.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT)))
                .toList();
        return Map.of("completion", Map.of("values", values, "total", values.size(), "hasMore", false));
    }
}
