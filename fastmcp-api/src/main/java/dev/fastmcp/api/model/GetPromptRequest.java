package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of {@code prompts/get} (schema "GetPromptRequest").
 *
 * @param name which prompt
 * @param arguments what fills its gaps
 * @param inputResponses answers to an {@link InputRequiredResult}, under its keys, since MCP 2026-07-28
 * @param requestState the state of that result, unchanged, since MCP 2026-07-28
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record GetPromptRequest(
        String name,
        Map<String, String> arguments,
        Map<String, JsonValue> inputResponses,
        Optional<String> requestState,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public GetPromptRequest {
        arguments = Members.copyOf(arguments);
        inputResponses = Members.copyOf(inputResponses);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a request for a prompt and nothing else.
     *
     * @param name which prompt
     * @param arguments what fills its gaps
     * @return the parameters
     */
    public static GetPromptRequest of(String name, Map<String, String> arguments) {
        return new GetPromptRequest(name, arguments, Map.of(), Optional.empty(), Map.of(), Map.of());
    }
}
