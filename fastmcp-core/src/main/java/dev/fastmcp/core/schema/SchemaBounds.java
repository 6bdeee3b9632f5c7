package dev.fastmcp.core.schema;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps schemas small: servers write them, and compiling takes memory and stack. */
final class SchemaBounds {

    static final int MAX_CHARACTERS = 1_000_000;
    static final int MAX_DEPTH = 100;

    private SchemaBounds() {}

    static void check(JsonValue schema) {
        if (schema.toJson().length() > MAX_CHARACTERS) {
            throw new SchemaCompiler.UnusableException("it has more than " + MAX_CHARACTERS + " characters");
        }
        try {
            checkDepth(schema.asObject(), 0);
        } catch (DataMappingException e) {
            throw new SchemaCompiler.UnusableException("it is no JSON");
        }
    }

    private static void checkDepth(@Nullable Object node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new SchemaCompiler.UnusableException("it is nested more than " + MAX_DEPTH + " deep");
        }
        Collection<?> children =
                node instanceof Map<?, ?> map ? map.values() : node instanceof List<?> list ? list : List.of();
        for (Object child : children) {
            checkDepth(child, depth + 1);
        }
    }
}
