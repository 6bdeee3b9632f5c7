package dev.fastmcp.api.model;

import java.util.Map;

/**
 * One turn of a prompt (schema "PromptMessage").
 *
 * @param role who speaks
 * @param content what is said
 * @param extra members that this library does not know
 */
public record PromptMessage(Role role, ContentBlock content, Map<String, Object> extra) {

    /** Copies the collections. */
    public PromptMessage {
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a turn and nothing else.
     *
     * @param role who speaks
     * @param content what is said
     * @return the message
     */
    public static PromptMessage of(Role role, ContentBlock content) {
        return new PromptMessage(role, content, Map.of());
    }
}
