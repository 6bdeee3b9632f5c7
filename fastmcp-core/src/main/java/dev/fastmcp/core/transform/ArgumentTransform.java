package dev.fastmcp.core.transform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changes about one argument of a tool.
 *
 * @param place where it is written
 * @param original the name by which the server knows it
 * @param json what is written, checked
 */
record ArgumentTransform(Place place, String original, Map<String, Object> json) {

    private static final Map<String, Kind> KNOWN = Map.of(
            "name", Kind.NAME,
            "description", Kind.TEXT,
            "default", Kind.ANY,
            "hide", Kind.FLAG,
            "required", Kind.ANY,
            "examples", Kind.ANY);

    static ArgumentTransform of(Place place, String original, @Nullable Object written) {
        ArgumentTransform read = new ArgumentTransform(place, original, Fields.checked(place, written, KNOWN));
        read.check();
        return read;
    }

    private void check() {
        Object required = json.get("required");
        if (required != null && !required.equals(true)) {
            throw place.member("required").wrong("can only be true; to make an argument optional, give it a default");
        }
        if (required() && hasDefault()) {
            throw place.member("required").wrong("an argument with a default is never required: leave out one of them");
        }
        if (required() && hidden()) {
            throw place.member("required").wrong("an argument that is hidden cannot be given: leave out one of them");
        }
    }

    String name() {
        return json.get("name") instanceof String name ? name : original;
    }

    boolean hidden() {
        return Boolean.TRUE.equals(json.get("hide"));
    }

    boolean required() {
        return Boolean.TRUE.equals(json.get("required"));
    }

    boolean hasDefault() {
        return json.containsKey("default");
    }

    void putDefault(Map<String, Object> target, String name) {
        put(target, name, json.get("default"));
    }

    /** Returns the schema of the argument as clients see it. */
    Object schema(@Nullable Object written) {
        boolean untouched =
                !required() && !hasDefault() && !json.containsKey("description") && !json.containsKey("examples");
        if (untouched && written != null) {
            return written;
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        if (written instanceof Map<?, ?> map) {
            map.forEach((name, value) -> put(schema, String.valueOf(name), value));
        } else if (!Boolean.TRUE.equals(written)) {
            throw place.wrong("the server says that nothing fits this argument: hide it, or leave it as it is");
        }
        describe(schema);
        return schema;
    }

    private void describe(Map<String, Object> schema) {
        if (json.containsKey("description")) {
            if (json.get("description") instanceof String description) {
                schema.put("description", description);
            } else {
                schema.remove("description");
            }
        }
        if (required()) {
            schema.remove("default");
        }
        if (hasDefault()) {
            putDefault(schema, "default");
        }
        Object examples = json.get("examples");
        if (examples != null) {
            schema.put("examples", examples instanceof List<?> ? examples : List.of(examples));
        } else if (json.containsKey("examples")) {
            schema.remove("examples");
        }
    }

    @SuppressWarnings("NullAway") // JSON null is a value of free-form JSON
    private static void put(Map<String, Object> target, String name, @Nullable Object value) {
        target.put(name, value);
    }
}
