package dev.fastmcp.api.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads members whose types have been checked. */
final class Texts {

    private Texts() {}

    static Optional<String> text(Map<String, Object> json, String name) {
        return json.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    static List<String> list(Map<String, Object> json, String name) {
        return json.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // frozen JSON objects have string keys
    static Map<String, Object> object(Map<String, Object> json, String name) {
        return json.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    static Map<String, String> texts(Map<String, Object> json, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(json, name).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return Collections.unmodifiableMap(texts);
    }

    static String canonical(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    /** Lengths in front of texts, so that no two values have the same form. */
    private static void append(StringBuilder text, Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, member) -> sorted.put(String.valueOf(name), member == null ? List.of("null") : member));
            text.append('{');
            sorted.forEach((name, member) -> {
                append(text, name);
                append(text, member);
            });
            text.append('}');
        } else if (value instanceof List<?> list) {
            text.append('[');
            list.forEach(element -> append(text, element == null ? List.of("null") : element));
            text.append(']');
        } else {
            String shown = String.valueOf(value);
            text.append(value instanceof String ? 's' : 'v')
                    .append(shown.length())
                    .append(':')
                    .append(shown);
        }
    }
}
