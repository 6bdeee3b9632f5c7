package dev.fastmcp.api.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads members of a JSON Schema leniently: what has the wrong type is absent. */
final class SchemaMembers {

    private SchemaMembers() {}

    static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    static Optional<Integer> integer(@Nullable Object value) {
        return value instanceof Integer number ? Optional.of(number) : Optional.empty();
    }

    static List<String> strings(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
