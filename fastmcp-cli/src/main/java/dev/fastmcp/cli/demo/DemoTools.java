package dev.fastmcp.cli.demo;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.server.RequestContext;
import dev.fastmcp.server.ServerTool;
import dev.fastmcp.server.ToolHandler;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The tools of the demo server. Arguments are maps: records would load the mapping of classes, which takes longer than all the rest of a run. */
final class DemoTools {

    static final ServerTool ADD = tool(
                    "add",
                    "Adds two numbers.",
                    properties("a", Map.of("type", "number"), "b", Map.of("type", "number")),
                    List.of("a", "b"),
                    (arguments, context) -> add(number(arguments, "a"), number(arguments, "b")))
            .outputSchema(JsonValue.of(Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("sum", Map.of("type", "number")),
                    "required",
                    List.of("sum"))))
            .build();

    static final ServerTool ECHO = tool(
                    "echo",
                    "Says what you say.",
                    properties("text", Map.of("type", "string")),
                    List.of("text"),
                    (arguments, context) -> string(arguments, "text"))
            .build();

    static final ServerTool COUNTDOWN = tool(
                    "countdown",
                    "Counts down, reporting progress.",
                    properties(
                            "from",
                            Map.of("type", "integer", "minimum", 1, "maximum", 1000),
                            "delayMs",
                            Map.of("type", "integer", "default", 200)),
                    List.of("from"),
                    DemoTools::countdown)
            .build();

    static final ServerTool FAIL = tool(
                    "fail",
                    "Fails, to show what that looks like.",
                    properties("message", Map.of("type", "string")),
                    List.of(),
                    (arguments, context) -> CallToolResult.error(
                            String.valueOf(arguments.getOrDefault("message", "You asked for it."))))
            .build();

    private DemoTools() {}

    private static Map<String, Object> properties(Object... namesAndSchemas) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            properties.put((String) namesAndSchemas[i], namesAndSchemas[i + 1]);
        }
        return properties;
    }

    private static ServerTool.Builder tool(
            String name,
            String description,
            Map<String, Object> properties,
            List<String> required,
            ToolHandler<Map<String, Object>> handler) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return ServerTool.builder(name)
                .description(description)
                .inputSchema(JsonValue.of(schema))
                .handler(handler);
    }

    private static CallToolResult add(BigDecimal a, BigDecimal b) {
        BigDecimal sum = a.add(b);
        return new CallToolResult(
                List.of(TextContent.of(sum.toPlainString())),
                Optional.of(JsonValue.of(Map.of("sum", sum))),
                false,
                Map.of(),
                Map.of());
    }

    private static String countdown(Map<String, Object> arguments, RequestContext context) throws InterruptedException {
        int from = whole(arguments, "from", 1, 1000);
        int delay = arguments.containsKey("delayMs") ? whole(arguments, "delayMs", 0, 60_000) : 200;
        for (int i = 1; i <= from; i++) {
            // Nobody counts the latch down: waiting for it is a pause that ends early when the request is cancelled.
            new CountDownLatch(1).await(delay, TimeUnit.MILLISECONDS);
            context.progress(i, from, i == from ? "now" : String.valueOf(from - i));
        }
        return "Lift-off!";
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
