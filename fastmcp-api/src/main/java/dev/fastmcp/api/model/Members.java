package dev.fastmcp.api.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of JSON objects whose values may be null, which {@code Map.copyOf} refuses. */
final class Members {

    private Members() {}

    static <V> Map<String, V> copyOf(Map<String, ? extends V> members) {
        return switch (members.size()) {
            case 0 -> Map.of();
            case 1 -> copyOf(members.entrySet().iterator().next());
            default -> Collections.unmodifiableMap(new LinkedHashMap<>(members));
        };
    }

    /** Every result of the modern era has one unknown member, its type, so that it is worth to be small. */
    private static <V> Map<String, V> copyOf(Map.Entry<String, ? extends V> only) {
        return only.getValue() == null
                ? Collections.singletonMap(only.getKey(), only.getValue())
                : Map.of(only.getKey(), only.getValue());
    }
}
