package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code prompts/get} returns: the prompt with its gaps filled in (schema "GetPromptResult").
 *
 * @param description what the prompt is good for
 * @param messages the turns, in order
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record GetPromptResult(
        Optional<String> description,
        List<PromptMessage> messages,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public GetPromptResult {
        messages = List.copyOf(messages);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns turns and nothing else.
     *
     * @param messages the turns
     * @return the result
     */
    public static GetPromptResult of(PromptMessage... messages) {
        return new GetPromptResult(Optional.empty(), List.of(messages), Map.of(), Map.of());
    }
}
