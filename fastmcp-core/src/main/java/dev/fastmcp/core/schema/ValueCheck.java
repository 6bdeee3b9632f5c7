package dev.fastmcp.core.schema;

import dev.fastmcp.api.json.JsonValue;
import java.util.Optional;
import java.util.function.Supplier;

/** Compares values with a schema, if the library that can do so is there. Nothing is compiled, or looked for, before the first value. Thread-safe. */
public final class ValueCheck {

    private final LazySchema schema;
    private final Supplier<Optional<SchemaCompiler>> compiler;

    ValueCheck(JsonValue schema, Supplier<Optional<SchemaCompiler>> compiler) {
        this.schema = new LazySchema(schema);
        this.compiler = compiler;
    }

    /** Prepares to compare values with a schema. */
    public static ValueCheck of(JsonValue schema) {
        return new ValueCheck(schema, SchemaLibrary::installed);
    }

    /**
     * Compares a value.
     *
     * @return what is wrong, as the end of a sentence about the value; empty if it fits, or without the library
     */
    public Optional<String> fault(JsonValue value) {
        Optional<SchemaCompiler> found = compiler.get();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(schema.violations(value, found.get()))
                    .map(violations -> "do not fit the schema of the tool (" + violations + ")");
        } catch (SchemaCompiler.UnusableException e) {
            return Optional.of("cannot be compared with the schema of the tool (" + e.getMessage() + ")");
        }
    }
}
