package dev.fastmcp.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads decoded JSON objects. */
final class JsonMaps {

    private JsonMaps() {}

    /** Returns a JSON object as a map, or {@code null} if the value is something else. */
    @SuppressWarnings("unchecked") // the keys of a decoded JSON object are strings
    static @Nullable Map<String, Object> cast(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
    }

    /** Returns a member that is a JSON object; empty if it is absent, or something else. */
    static Map<String, Object> child(Map<String, Object> parent, String name) {
        Map<String, Object> child = cast(parent.get(name));
        return child == null ? Map.of() : child;
    }
}
