package dev.fastmcp.cli.demo;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tools of the demo server. */
final class DemoTools {

    static final List<Map<String, Object>> LIST = List.of(
            tool(
                    "add",
                    "Adds two numbers.",
                    properties("a", Map.of("type", "number"), "b", Map.of("type", "number")),
                    List.of("a", "b"),
                    Map.of(
                            "outputSchema",
                            Map.of(
                                    "type",
                                    "object",
                                    "properties",
                                    Map.of("sum", Map.of("type", "number")),
                                    "required",
                                    List.of("sum")))),
            tool("echo", "Says what you say.", properties("text", Map.of("type", "string")), List.of("text"), Map.of()),
            tool(
                    "countdown",
                    "Counts down, reporting progress.",
                    properties(
                            "from",
                            Map.of("type", "integer", "minimum", 1, "maximum", 1000),
                            "delayMs",
                            Map.of("type", "integer", "default", 200)),
                    List.of("from"),
                    Map.of()),
            tool(
                    "fail",
                    "Fails, to show what that looks like.",
                    properties("message", Map.of("type", "string")),
                    List.of(),
                    Map.of()));

    private DemoTools() {}

    private static Map<String, Object> properties(Object... namesAndSchemas) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            properties.put((String) namesAndSchemas[i], namesAndSchemas[i + 1]);
        }
        return properties;
    }

    private static Map<String, Object> tool(
            String name,
            String description,
            Map<String, Object> properties,
            List<String> required,
            Map<String, Object> more) {
        Map<String, Object> tool = new LinkedHashMap<>();
        tool.put("name", name);
        tool.put("description", description);
        tool.put(
                "inputSchema",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        properties,
                        "required",
                        required,
                        "additionalProperties",
                        false));
        tool.putAll(more);
        return tool;
    }

    static Map<String, Object> call(
            Map<String, Object> params, @Nullable Object progressToken, Consumer<Map<String, Object>> notifications)
            throws InterruptedException {
        String name = String.valueOf(params.get("name"));
        Map<String, Object> arguments = DemoServer.object(params.get("arguments"));
        try {
            return switch (name) {
                case "add" -> add(number(arguments, "a"), number(arguments, "b"));
                case "echo" -> text(string(arguments, "text"));
                case "countdown" -> countdown(arguments, progressToken, notifications);
                case "fail" -> failure(String.valueOf(arguments.getOrDefault("message", "You asked for it.")));
                default -> throw new DemoError(-32602, "Unknown tool: " + name);
            };
        } catch (IllegalArgumentException e) {
            return failure(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> add(BigDecimal a, BigDecimal b) {
        BigDecimal sum = a.add(b);
        Map<String, Object> result = new LinkedHashMap<>(text(sum.toPlainString()));
        result.put("structuredContent", Map.of("sum", sum));
        return result;
    }

    private static Map<String, Object> countdown(
            Map<String, Object> arguments, @Nullable Object token, Consumer<Map<String, Object>> notifications)
            throws InterruptedException {
        int from = whole(arguments, "from", 1, 1000);
        int delay = arguments.containsKey("delayMs") ? whole(arguments, "delayMs", 0, 60_000) : 200;
        for (int i = 1; i <= from; i++) {
            // Nobody counts the latch down: waiting for it is a pause that ends early when the request is cancelled.
            new CountDownLatch(1).await(delay, TimeUnit.MILLISECONDS);
            if (token != null) {
                notifications.accept(progress(token, i, from));
            }
        }
        return text("Lift-off!");
    }

    private static Map<String, Object> progress(Object token, int done, int total) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("progressToken", token);
        params.put("progress", done);
        params.put("total", total);
        params.put("message", total == done ? "now" : String.valueOf(total - done));
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("jsonrpc", "2.0");
        notification.put("method", "notifications/progress");
        notification.put("params", params);
        return notification;
    }

    private static Map<String, Object> text(String text) {
        return Map.of("content", List.of(Map.of("type", "text", "text", text)));
    }

    private static Map<String, Object> failure(String text) {
        Map<String, Object> result = new LinkedHashMap<>(text(text));
        result.put("isError", true);
        return result;
    }

    private static BigDecimal number(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        throw new IllegalArgumentException(name + " must be a number");
    }

    private static int whole(Map<String, Object> arguments, String name, int min, int max) {
        if (arguments.get(name) instanceof Integer number && number >= min && number <= max) {
            return number;
        }
        throw new IllegalArgumentException(name + " must be an integer from " + min + " to " + max);
    }

    private static String string(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " must be a string");
    }
}
