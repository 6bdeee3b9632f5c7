package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.Map;

/**
 * A model's wish to have a tool called (schema "ToolUseContent", since MCP 2025-11-25).
 *
 * @param id what the {@linkplain ToolResultContent answer} refers to
 * @param name which tool
 * @param input the arguments, a JSON object
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ToolUseContent(
        String id, String name, JsonValue input, Map<String, Object> meta, Map<String, Object> extra)
        implements SamplingContent {

    /** Copies the collections. */
    public ToolUseContent {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a wish and nothing else.
     *
     * @param id what the answer will refer to
     * @param name which tool
     * @param input the arguments
     * @return the content
     */
    public static ToolUseContent of(String id, String name, Map<String, Object> input) {
        return new ToolUseContent(id, name, JsonValue.of(input), Map.of(), Map.of());
    }
}
