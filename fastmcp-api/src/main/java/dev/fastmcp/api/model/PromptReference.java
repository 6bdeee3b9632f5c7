package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * Names a prompt whose argument is to be completed (schema "PromptReference").
 *
 * @param name the name of the prompt
 * @param title the name for people, since MCP 2025-06-18
 * @param extra members that this library does not know
 */
public record PromptReference(String name, Optional<String> title, Map<String, Object> extra)
        implements CompletionReference {

    /** Copies the collections. */
    public PromptReference {
        extra = Members.copyOf(extra);
    }

    /**
     * Names a prompt.
     *
     * @param name the name of the prompt
     * @return the reference
     */
    public static PromptReference of(String name) {
        return new PromptReference(name, Optional.empty(), Map.of());
    }
}
