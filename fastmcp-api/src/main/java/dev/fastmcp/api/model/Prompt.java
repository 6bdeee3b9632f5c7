package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A prepared conversation with gaps, as {@code prompts/list} shows it (schema "Prompt").
 *
 * @param name the name to get it by
 * @param title the name for people, since MCP 2025-06-18
 * @param description what it is good for
 * @param arguments the gaps to fill in
 * @param icons pictures of it, since MCP 2025-11-25
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record Prompt(
        String name,
        Optional<String> title,
        Optional<String> description,
        List<PromptArgument> arguments,
        List<Icon> icons,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public Prompt {
        arguments = List.copyOf(arguments);
        icons = List.copyOf(icons);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a prompt with the members that every protocol version has.
     *
     * @param name the name to get it by
     * @param description what it is good for
     * @param arguments the gaps to fill in
     * @return the prompt
     */
    public static Prompt of(String name, String description, PromptArgument... arguments) {
        return new Prompt(
                name, Optional.empty(), Optional.of(description), List.of(arguments), List.of(), Map.of(), Map.of());
    }

    /**
     * Returns the name to show to people.
     *
     * @return the title, or else the name
     */
    public String displayName() {
        return title.orElse(name);
    }
}
