package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ContentBlock;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.core.binding.SchemaWriter;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes results of what handlers return. */
final class ToolResults {

    private static final Map<String, Object> WRAPPED = Map.of("fastmcp", Map.of("wrap_result", true));

    private ToolResults() {}

    static Object of(@Nullable Object returned) {
        return switch (returned) {
            case null -> CallToolResult.of();
            case CallToolResult result -> result;
            case InputRequiredResult result -> result;
            case ContentBlock block -> CallToolResult.of(block);
            case CharSequence text -> CallToolResult.of(TextContent.of(text.toString()));
            case List<?> list
            when !list.isEmpty() && list.stream().allMatch(ContentBlock.class::isInstance) ->
                CallToolResult.of(list.toArray(ContentBlock[]::new));
            default -> structured(JsonValue.of(returned));
        };
    }

    private static CallToolResult structured(JsonValue value) {
        String json = value.toJson();
        boolean object = json.startsWith("{");
        return new CallToolResult(
                List.of(TextContent.of(json)),
                Optional.of(object ? value : JsonValue.of(Map.of("result", value))),
                false,
                object ? Map.of() : WRAPPED,
                Map.of());
    }

    /** The schema of the structured content; what is no object stands in one, as FastMCP does it. */
    static Map<String, Object> schema(Type type) {
        Map<String, Object> schema = SchemaWriter.of(type);
        if ("object".equals(schema.get("type"))) {
            return schema;
        }
        Map<String, Object> wrapper = new LinkedHashMap<>();
        wrapper.put("type", "object");
        wrapper.put("properties", Map.of("result", schema));
        wrapper.put("required", List.of("result"));
        wrapper.put("x-fastmcp-wrap-result", true);
        return wrapper;
    }
}
