package dev.fastmcp.auth.internal.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the members of a document that a server or a file gave; what has the wrong type counts as absent. */
public record JsonMembers(Map<String, Object> document) {

    public Optional<String> text(String name) {
        return document.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(document.get(name));
    }

    /** A list of texts; empty if there is no list. Elements that are no texts are left out. */
    public Optional<List<String>> texts(String name) {
        return document.get(name) instanceof List<?> list
                ? Optional.of(list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList())
                : Optional.empty();
    }

    public Optional<JsonMembers> object(String name) {
        if (document.get(name) instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> members = (Map<String, Object>) map;
            return Optional.of(new JsonMembers(members));
        }
        return Optional.empty();
    }

    /** A number, also if it is written as a text; what is no number counts as absent. */
    public Optional<Double> number(String name) {
        Object value = document.get(name);
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        if (value instanceof String text && text.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?")) {
            return Optional.of(Double.valueOf(text));
        }
        return Optional.empty();
    }
}
