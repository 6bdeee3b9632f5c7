package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ContentBlock;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.core.binding.SchemaWriter;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes results of what handlers return. */
final class ToolResults {

    private static final String RESULT = "result";
    private static final String DEFINITIONS = "$defs";
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
        return value.toJson().startsWith("{") ? CallToolResult.structured(value) : wrapped(value);
    }

    /** A value within an object, beside a text for those who read no structured content. */
    static CallToolResult wrapped(@Nullable Object value) {
        List<ContentBlock> content = switch (value) {
            case null -> List.of();
            case CharSequence text -> List.of(TextContent.of(text.toString()));
            case JsonValue json -> List.of(TextContent.of(json.toJson()));
            default -> List.of(TextContent.of(JsonValue.of(value).toJson()));
        };
        return new CallToolResult(
                content, Optional.of(JsonValue.of(Collections.singletonMap(RESULT, value))), false, WRAPPED, Map.of());
    }

    /** The schema of the structured content; what is no object stands in one, as FastMCP does it. */
    static Map<String, Object> schema(Type type) {
        Map<String, Object> schema = SchemaWriter.ofResult(type);
        return isObject(schema) ? schema : wrapper(schema, false);
    }

    /** Whether values of a type stand in an object. */
    static boolean wraps(Type type) {
        return !isObject(SchemaWriter.ofResult(type));
    }

    static boolean isObject(Map<String, Object> schema) {
        return "object".equals(schema.get("type"));
    }

    /** References begin at the outermost schema, so what they lead to has to stay there. */
    static Map<String, Object> wrapper(Map<String, Object> schema, boolean orNull) {
        Map<String, Object> inner = new LinkedHashMap<>(schema);
        Object definitions = inner.remove(DEFINITIONS);
        Map<String, Object> wrapper = new LinkedHashMap<>();
        wrapper.put("type", "object");
        wrapper.put("properties", Map.of(RESULT, orNull ? SchemaWriter.orNull(inner) : inner));
        wrapper.put("required", List.of(RESULT));
        wrapper.put("x-fastmcp-wrap-result", true);
        if (definitions != null) {
            wrapper.put(DEFINITIONS, definitions);
        }
        return wrapper;
    }
}
