package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies free-form JSON deeply, so that nobody can change it any more. */
final class Frozen {

    /** Deeper than any configuration; a map of the caller's own may even contain itself. */
    static final int DEPTH = 64;

    private Frozen() {}

    static Map<String, Object> map(Map<?, ?> source) {
        return map(source, 1);
    }

    private static Map<String, Object> map(Map<?, ?> source, int depth) {
        if (depth > DEPTH) {
            throw new ConfigException("The configuration is nested more than " + DEPTH + " levels deep: flatten it");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        source.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw new ConfigException("A member of the configuration has a name that is no string: use strings");
            }
            put(copy, text, value(value, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("NullAway") // JSON null is a value of free-form JSON
    private static void put(Map<String, Object> target, String name, @Nullable Object value) {
        target.put(name, value);
    }

    @SuppressWarnings("NullAway") // as above
    private static void add(List<Object> target, @Nullable Object value) {
        target.add(value);
    }

    private static @Nullable Object value(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> map(map, depth + 1);
            case Iterable<?> list -> list(list, depth + 1);
            case String text -> text;
            case Number number -> number;
            case Boolean flag -> flag;
            default ->
                throw new ConfigException("The configuration holds an object of " + value.getClass()
                        + ": use maps, lists, strings, numbers and booleans");
        };
    }

    private static List<Object> list(Iterable<?> source, int depth) {
        if (depth > DEPTH) {
            throw new ConfigException("The configuration is nested more than " + DEPTH + " levels deep: flatten it");
        }
        List<Object> copy = new ArrayList<>();
        source.forEach(element -> add(copy, value(element, depth)));
        return Collections.unmodifiableList(copy);
    }
}
