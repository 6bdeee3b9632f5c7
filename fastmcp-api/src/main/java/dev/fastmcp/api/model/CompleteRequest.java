package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * The parameters of {@code completion/complete} (schema "CompleteRequest").
 *
 * @param ref what has the argument
 * @param argument the argument to complete
 * @param context what is settled already, since MCP 2025-06-18
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record CompleteRequest(
        CompletionReference ref,
        Argument argument,
        Optional<Context> context,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public CompleteRequest {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * The argument to complete.
     *
     * @param name its name
     * @param value what has been typed so far
     * @param extra members that this library does not know
     */
    public record Argument(String name, String value, Map<String, Object> extra) {

        /** Copies the collections. */
        public Argument {
            extra = Members.copyOf(extra);
        }
    }

    /**
     * What is settled already.
     *
     * @param arguments the arguments and their values
     * @param extra members that this library does not know
     */
    public record Context(Map<String, String> arguments, Map<String, Object> extra) {

        /** Copies the collections. */
        public Context {
            arguments = Members.copyOf(arguments);
            extra = Members.copyOf(extra);
        }
    }

    /**
     * Asks for values.
     *
     * @param ref what has the argument
     * @param argument the name of the argument
     * @param value what has been typed so far
     * @return the parameters
     */
    public static CompleteRequest of(CompletionReference ref, String argument, String value) {
        return new CompleteRequest(ref, new Argument(argument, value, Map.of()), Optional.empty(), Map.of(), Map.of());
    }
}
