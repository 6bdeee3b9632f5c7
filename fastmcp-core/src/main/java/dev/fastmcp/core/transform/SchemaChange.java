package dev.fastmcp.core.transform;

import dev.fastmcp.api.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Applies what changes about arguments to the input schema of a tool. Order, and everything but {@code properties} and {@code required}, stays. */
final class SchemaChange {

    private final Map<String, ArgumentTransform> arguments;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    private SchemaChange(Map<String, ArgumentTransform> arguments) {
        this.arguments = arguments;
    }

    static JsonValue of(JsonValue schema, ToolTransform transform) {
        if (transform.arguments().isEmpty()) {
            return schema;
        }
        Map<?, ?> written = schema.asObject() instanceof Map<?, ?> map ? map : Map.of();
        return new SchemaChange(transform.arguments()).apply(written, transform.place());
    }

    private JsonValue apply(Map<?, ?> schema, Place place) {
        Map<?, ?> old = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
        List<String> needed = schema.get("required") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        checkKnown(old.keySet().stream().map(String::valueOf).toList(), place);
        old.forEach((name, property) -> property(String.valueOf(name), property, needed, place));
        needed.forEach(this::keepRequired);
        arguments.values().stream()
                .filter(argument -> argument.required() && !required.contains(argument.name()))
                .forEach(argument -> required.add(argument.name()));
        return JsonValue.of(changed(schema));
    }

    private void checkKnown(List<String> known, Place place) {
        for (ArgumentTransform argument : arguments.values()) {
            if (!known.contains(argument.original())) {
                throw argument.place()
                        .wrong("the tool has no such argument; " + Place.instead(argument.original(), known));
            }
        }
    }

    private void property(String original, Object written, List<String> needed, Place place) {
        ArgumentTransform argument = arguments.get(original);
        if (argument != null && argument.hidden()) {
            if (needed.contains(original) && !argument.hasDefault()) {
                throw argument.place()
                        .member("hide")
                        .wrong("the server requires this argument: give a default as well, or show it");
            }
            return;
        }
        String name = argument == null ? original : argument.name();
        place.member("arguments").refuseTwo("arguments", names.put(name, original), original, name);
        properties.put(name, argument == null ? written : argument.schema(written));
    }

    private void keepRequired(String original) {
        ArgumentTransform argument = arguments.get(original);
        if (argument == null) {
            required.add(original);
        } else if (!argument.hidden() && !argument.hasDefault()) {
            required.add(argument.name());
        }
    }

    private Map<String, Object> changed(Map<?, ?> schema) {
        Map<String, Object> changed = new LinkedHashMap<>();
        schema.forEach((name, value) -> changed.put(String.valueOf(name), value));
        changed.put("properties", properties);
        // Schemas of draft 4 must not have an empty list.
        if (required.isEmpty()) {
            changed.remove("required");
        } else {
            changed.put("required", List.copyOf(required));
        }
        return changed;
    }
}
