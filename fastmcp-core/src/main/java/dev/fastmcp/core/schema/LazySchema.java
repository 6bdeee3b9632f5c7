package dev.fastmcp.core.schema;

import dev.fastmcp.api.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A schema that is compiled by the first value that is compared with it. Thread-safe. */
final class LazySchema {

    private static final int SHOWN_VIOLATIONS = 3;

    private final JsonValue schema;
    private volatile SchemaCompiler.@Nullable Compiled compiled;

    LazySchema(JsonValue schema) {
        this.schema = schema;
    }

    boolean isOf(JsonValue other) {
        return schema.toJson().equals(other.toJson());
    }

    /**
     * Compares a value. Two threads may both compile; the outcome is the same.
     *
     * @return what is wrong, in words; {@code null} if nothing is
     * @throws SchemaCompiler.UnusableException if it cannot be told
     */
    @Nullable
    String violations(JsonValue value, SchemaCompiler compiler) {
        SchemaCompiler.Compiled ready = compiled;
        if (ready == null) {
            ready = compiled(compiler);
            compiled = ready;
        }
        List<String> violations = ready.violations(value);
        return violations.isEmpty() ? null : shown(violations);
    }

    private SchemaCompiler.Compiled compiled(SchemaCompiler compiler) {
        try {
            return compiler.compile(schema);
        } catch (SchemaCompiler.UnusableException e) {
            return value -> {
                throw e;
            };
        }
    }

    private static String shown(List<String> violations) {
        String first = violations.stream().limit(SHOWN_VIOLATIONS).collect(Collectors.joining("; "));
        int more = violations.size() - SHOWN_VIOLATIONS;
        return more > 0 ? first + "; and " + more + " more" : first;
    }
}
