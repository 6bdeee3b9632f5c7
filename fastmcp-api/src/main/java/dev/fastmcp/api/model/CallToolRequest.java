package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of {@code tools/call} (schema "CallToolRequest").
 *
 * @param name which tool
 * @param arguments its arguments, a JSON object
 * @param task asks for a task, MCP 2025-11-25 only
 * @param inputResponses answers to an {@link InputRequiredResult}, under its keys, since MCP 2026-07-28
 * @param requestState the state of that result, unchanged, since MCP 2026-07-28
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record CallToolRequest(
        String name,
        Optional<JsonValue> arguments,
        Optional<TaskMetadata> task,
        Map<String, JsonValue> inputResponses,
        Optional<String> requestState,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public CallToolRequest {
        inputResponses = Members.copyOf(inputResponses);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a call with arguments and nothing else.
     *
     * @param name which tool
     * @param arguments its arguments
     * @return the parameters
     */
    public static CallToolRequest of(String name, JsonValue arguments) {
        return new CallToolRequest(
                name, Optional.of(arguments), Optional.empty(), Map.of(), Optional.empty(), Map.of(), Map.of());
    }
}
