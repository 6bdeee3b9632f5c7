package dev.fastmcp.core.mirror;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the {@code x-mcp-header} annotations of a tool's input schema, and checks them. Used for one schema. */
public final class HeaderAnnotations {

    private static final String KEYWORD = "x-mcp-header";
    private static final int MAX_DEPTH = 100;

    /** What stands under these keywords is data, not a schema. */
    private static final Set<String> DATA = Set.of("const", "default", "enum", "examples");

    private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

    private final Map<List<String>, String> found = new LinkedHashMap<>();
    private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private HeaderAnnotations() {}

    /** Says why a tool cannot be used. */
    public static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidException(String message) {
            super(message);
        }
    }

    /** Tells whether it is worth looking for annotations in JSON. */
    public static boolean mayBeIn(JsonValue json) {
        return json.toJson().contains(KEYWORD);
    }

    /**
     * Returns the header names by the path to the argument.
     *
     * @throws InvalidException if the schema breaks the rules for them
     */
    public static Map<List<String>, String> of(JsonValue schema) throws InvalidException {
        if (!mayBeIn(schema)) {
            return Map.of();
        }
        HeaderAnnotations annotations = new HeaderAnnotations();
        try {
            annotations.walk(schema.asObject(), List.of(), true, 0);
        } catch (DataMappingException e) {
            throw new InvalidException("its input schema is invalid");
        }
        return Map.copyOf(annotations.found);
    }

    /** Returns the argument at a path; {@code null} if there is none. */
    public static @Nullable Object at(@Nullable Object arguments, List<String> path) {
        Object value = arguments;
        for (String step : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    /** {@code plain} means that only {@code properties} led here. */
    private void walk(@Nullable Object node, List<String> path, boolean plain, int depth) throws InvalidException {
        if (depth > MAX_DEPTH) {
            throw new InvalidException("its input schema is nested too deeply");
        }
        if (node instanceof List<?> list) {
            for (Object element : list) {
                walk(element, path, false, depth + 1);
            }
        } else if (node instanceof Map<?, ?> schema) {
            if (schema.containsKey(KEYWORD)) {
                annotation(schema, path, plain);
            }
            for (Map.Entry<?, ?> entry : schema.entrySet()) {
                String keyword = String.valueOf(entry.getKey());
                if (keyword.equals("properties") && entry.getValue() instanceof Map<?, ?> properties) {
                    for (Map.Entry<?, ?> property : properties.entrySet()) {
                        List<String> deeper = new ArrayList<>(path);
                        deeper.add(String.valueOf(property.getKey()));
                        walk(property.getValue(), List.copyOf(deeper), plain, depth + 1);
                    }
                } else if (!DATA.contains(keyword)) {
                    walk(entry.getValue(), path, false, depth + 1);
                }
            }
        }
    }

    private void annotation(Map<?, ?> schema, List<String> path, boolean plain) throws InvalidException {
        if (!(schema.get(KEYWORD) instanceof String name) || !name.matches("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+")) {
            throw new InvalidException("its " + KEYWORD + " of " + shown(path) + " is no header name");
        }
        if (!plain || path.isEmpty()) {
            throw new InvalidException("its " + KEYWORD + " " + name + " stands elsewhere than at a property");
        }
        if (!TYPES.contains(type(schema))) {
            throw new InvalidException(
                    "its " + KEYWORD + " " + name + " belongs to something else than a string, integer or boolean");
        }
        if (!names.add(name)) {
            throw new InvalidException("it has the " + KEYWORD + " " + name + " twice");
        }
        found.put(path, name);
    }

    private static String type(Map<?, ?> schema) {
        Object type = schema.get("type");
        if (type instanceof List<?> several && several.size() == 2 && several.contains("null")) {
            type = several.get(several.get(0).equals("null") ? 1 : 0);
        }
        return String.valueOf(type);
    }

    private static String shown(List<String> path) {
        return "\"" + ServerText.excerpt(String.join(".", path), 60) + "\"";
    }
}
