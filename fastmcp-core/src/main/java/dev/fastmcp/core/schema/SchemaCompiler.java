package dev.fastmcp.core.schema;

import dev.fastmcp.api.json.JsonValue;
import java.util.List;

/** Makes JSON Schemas ready for use. Thread-safe. */
interface SchemaCompiler {

    /** Says why a schema, or a value, cannot be judged. */
    final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableException(String reason) {
            super(reason, null, false, false);
        }
    }

    /** A schema that is ready. Thread-safe. */
    interface Compiled {

        /**
         * Compares a value with the schema.
         *
         * @return what is wrong, in words that quote the schema and names of members but never other parts of the value
         * @throws UnusableException if it cannot be told
         */
        List<String> violations(JsonValue value);
    }

    /**
     * Reads a schema.
     *
     * @throws UnusableException if it cannot be used
     */
    Compiled compile(JsonValue schema);
}
