package dev.fastmcp.api.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of a {@link FormElicitation}, read from its JSON Schema (schema "PrimitiveSchemaDefinition", since MCP
 * 2025-06-18).
 */
public sealed interface PrimitiveSchema {

    /**
     * A line of text.
     *
     * @param title the label
     * @param description what to fill in
     * @param minLength the fewest characters
     * @param maxLength the most characters
     * @param format {@code email}, {@code uri}, {@code date} or {@code date-time}
     * @param pattern a regular expression; some servers have it, no released schema does
     * @param defaultValue what counts if nothing is filled in, since MCP 2025-11-25
     */
    record Text(
            Optional<String> title,
            Optional<String> description,
            Optional<Integer> minLength,
            Optional<Integer> maxLength,
            Optional<String> format,
            Optional<String> pattern,
            Optional<String> defaultValue)
            implements PrimitiveSchema {}

    /**
     * A number.
     *
     * @param title the label
     * @param description what to fill in
     * @param integer whether it must be a whole number
     * @param minimum the smallest
     * @param maximum the largest
     * @param defaultValue what counts if nothing is filled in, since MCP 2025-11-25
     */
    record Numeric(
            Optional<String> title,
            Optional<String> description,
            boolean integer,
            Optional<Number> minimum,
            Optional<Number> maximum,
            Optional<Number> defaultValue)
            implements PrimitiveSchema {}

    /**
     * A yes or no.
     *
     * @param title the label
     * @param description what to decide
     * @param defaultValue what counts if nothing is decided
     */
    record Flag(Optional<String> title, Optional<String> description, Optional<Boolean> defaultValue)
            implements PrimitiveSchema {}

    /**
     * One or several of a few values, in any of the five forms that MCP has for it.
     *
     * @param title the label
     * @param description what to choose
     * @param options the values
     * @param multiple whether several may be chosen, since MCP 2025-11-25
     * @param minItems how many at least, if several
     * @param maxItems how many at most, if several
     * @param defaultValues what counts if nothing is chosen, since MCP 2025-11-25
     */
    record Choice(
            Optional<String> title,
            Optional<String> description,
            List<Option> options,
            boolean multiple,
            Optional<Integer> minItems,
            Optional<Integer> maxItems,
            List<String> defaultValues)
            implements PrimitiveSchema {

        /** Copies the collections. */
        public Choice {
            options = List.copyOf(options);
            defaultValues = List.copyOf(defaultValues);
        }
    }

    /**
     * One of the values of a {@link Choice}.
     *
     * @param value what is sent
     * @param title what is shown
     */
    record Option(String value, String title) {}

    /**
     * A field of a kind that this library does not know.
     *
     * @param schema its JSON Schema, as free-form JSON
     */
    record Unknown(Object schema) implements PrimitiveSchema {}

    /**
     * Reads the schema of one field.
     *
     * @param schema free-form JSON
     * @return the field; {@link Unknown} if it is of no known kind
     */
    static PrimitiveSchema of(@Nullable Object schema) {
        return PrimitiveSchemaReader.read(schema);
    }
}
