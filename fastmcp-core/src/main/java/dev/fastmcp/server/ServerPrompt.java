package dev.fastmcp.server;

import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptArgument;
import java.util.Objects;
import java.util.Optional;

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
     */
    public ServerPrompt {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(completion, "completion");
    }

    /**
     * Makes a prompt.
     *
     * @param name what it is called
     * @param description what it is for
     * @param handler writes it
     * @param arguments what can be filled in
     * @return the prompt
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
        return new ServerPrompt(definition, this.handler, Optional.of(handler));
    }
}
