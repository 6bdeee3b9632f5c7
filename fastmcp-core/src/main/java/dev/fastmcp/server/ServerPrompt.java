package dev.fastmcp.server;

import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.core.transform.Tags;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A prompt of a server: what clients see of it, and how it is written. Immutable.
 *
 * @param definition what clients see
 * @param handler writes it
 * @param completion proposes values for arguments; empty if nothing is proposed
 */
public record ServerPrompt(Prompt definition, PromptHandler handler, Optional<CompletionHandler> completion) {

    /**
     * Checks that everything is there.
     *
     * @param definition what clients see
     * @param handler writes it
     * @param completion proposes values for arguments
     * @throws IllegalArgumentException if the name is blank, or two arguments have the same name
     */
    public ServerPrompt {
        if (Objects.requireNonNull(definition, "definition").name().isBlank()) {
            throw new IllegalArgumentException("the name of a prompt is blank: give it one");
        }
        requireDistinct(definition);
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(completion, "completion");
    }

    private static void requireDistinct(Prompt definition) {
        Set<String> names = new HashSet<>();
        for (PromptArgument argument : definition.arguments()) {
            if (!names.add(argument.name())) {
                throw new IllegalArgumentException("prompt " + definition.name() + " has two arguments \""
                        + argument.name() + "\": give one of them another name");
            }
        }
    }

    /**
     * Makes a prompt.
     *
     * @param name what it is called
     * @param description what it is for
     * @param handler writes it
     * @param arguments what can be filled in
     * @return the prompt
     * @throws IllegalArgumentException if the name is blank, or two arguments have the same name
     */
    public static ServerPrompt of(String name, String description, PromptHandler handler, PromptArgument... arguments) {
        return new ServerPrompt(Prompt.of(name, description, arguments), handler, Optional.empty());
    }

    /**
     * Adds proposals.
     *
     * @param handler proposes values for arguments
     * @return a copy that proposes them
     */
    public ServerPrompt withCompletion(CompletionHandler handler) {
        return new ServerPrompt(definition, this.handler, Optional.of(Objects.requireNonNull(handler, "handler")));
    }

    /**
     * Marks it, so that it can be switched on and off together with others. Clients see the tags in {@code _meta} of the definition, under {@code fastmcp}.
     *
     * @param names the tags, instead of those that the definition has
     * @return a copy that has them
     */
    public ServerPrompt withTags(String... names) {
        return new ServerPrompt(
                new Prompt(
                        definition.name(),
                        definition.title(),
                        definition.description(),
                        definition.arguments(),
                        definition.icons(),
                        Tags.with(definition.meta(), new TreeSet<>(Arrays.asList(names))),
                        definition.extra()),
                handler,
                completion);
    }

    /**
     * Returns what it is marked with: the tags in {@code _meta} of the definition.
     *
     * @return the tags, see {@link FastMcpServer#disable(String...)}
     */
    public Set<String> tags() {
        return Tags.of(definition.meta());
    }
}
