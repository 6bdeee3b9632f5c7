package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * A gap in a prompt (schema "PromptArgument").
 *
 * @param name the name for programs
 * @param title the name for people, since MCP 2025-06-18
 * @param description what to fill in
 * @param required whether it must be filled in; absent means no
 * @param extra members that this library does not know
 */
public record PromptArgument(
        String name,
        Optional<String> title,
        Optional<String> description,
        Optional<Boolean> required,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public PromptArgument {
        extra = Members.copyOf(extra);
    }

    /**
     * Returns an argument of that name and nothing else.
     *
     * @param name the name for programs
     * @param required whether it must be filled in
     * @return the argument
     */
    public static PromptArgument of(String name, boolean required) {
        return new PromptArgument(name, Optional.empty(), Optional.empty(), Optional.of(required), Map.of());
    }
}
