package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tool gave that a model wanted called (schema "ToolResultContent", since MCP 2025-11-25).
 *
 * @param toolUseId the {@code id} of the {@linkplain ToolUseContent wish}
 * @param content what the tool returned
 * @param structuredContent what it returned as JSON; a JSON {@code null} is not absent
 * @param isError whether it failed
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ToolResultContent(
        String toolUseId,
        List<ContentBlock> content,
        Optional<JsonValue> structuredContent,
        boolean isError,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements SamplingContent {

    /** Copies the collections. */
    public ToolResultContent {
        content = List.copyOf(content);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Answers a model's wish.
     *
     * @param toolUseId the {@code id} of the wish
     * @param result what the tool returned
     * @return the content
     */
    public static ToolResultContent of(String toolUseId, CallToolResult result) {
        return new ToolResultContent(
                toolUseId, result.content(), result.structuredContent(), result.isError(), result.meta(), Map.of());
    }
}
