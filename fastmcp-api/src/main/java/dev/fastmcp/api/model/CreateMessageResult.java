package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model's answer, for {@code sampling/createMessage} (schema "CreateMessageResult").
 *
 * @param role who speaks, as a rule {@link Role#ASSISTANT}
 * @param content what is said; exactly one piece before MCP 2025-11-25
 * @param model the name of the model that was asked
 * @param stopReason {@code endTurn}, {@code stopSequence}, {@code maxTokens}, {@code toolUse} or another
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record CreateMessageResult(
        Role role,
        List<SamplingContent> content,
        String model,
        Optional<String> stopReason,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public CreateMessageResult {
        content = List.copyOf(content);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns an answer that is plain text.
     *
     * @param model the name of the model
     * @param text what it said
     * @return the result
     */
    public static CreateMessageResult of(String model, String text) {
        return new CreateMessageResult(
                Role.ASSISTANT, List.of(TextContent.of(text)), model, Optional.of("endTurn"), Map.of(), Map.of());
    }
}
