package dev.fastmcp.cli;

import dev.fastmcp.api.model.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** As much of a tool's input schema as a command line needs. A schema is the server's: whatever is odd in it counts as absent. */
record ToolSchema(String tool, Map<String, Map<?, ?>> properties, List<String> required, boolean closed) {

    static ToolSchema of(Tool tool) {
        Map<?, ?> schema = tool.inputSchema().asObject() instanceof Map<?, ?> map ? map : Map.of();
        Map<String, Map<?, ?>> properties = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> map) {
            map.forEach((name, property) ->
                    properties.put(String.valueOf(name), property instanceof Map<?, ?> object ? object : Map.of()));
        }
        List<String> required = new ArrayList<>();
        if (schema.get("required") instanceof List<?> list) {
            list.forEach(name -> required.add(String.valueOf(name)));
        }
        return new ToolSchema(
                tool.name(), properties, required, Boolean.FALSE.equals(schema.get("additionalProperties")));
    }

    /** The signature for people: {@code add(a: integer, b: integer, note?: string)}. */
    String signature() {
        return properties.entrySet().stream()
                .map(each -> each.getKey() + (required.contains(each.getKey()) ? "" : "?") + type(each.getValue()))
                .collect(Collectors.joining(", ", tool + "(", ")"));
    }

    private static String type(Map<?, ?> property) {
        if (property.get("enum") instanceof List<?> values) {
            return ": " + values.stream().map(String::valueOf).collect(Collectors.joining("|"));
        }
        List<String> types = types(property);
        return types.isEmpty() ? "" : ": " + String.join("|", types);
    }

    /** The types a property may have; empty if the schema does not say. */
    static List<String> types(Map<?, ?> property) {
        List<String> types = new ArrayList<>();
        switch (property.get("type")) {
            case String one -> types.add(one);
            case List<?> several -> several.forEach(type -> types.add(String.valueOf(type)));
            case null, default -> {
                for (String combination : List.of("anyOf", "oneOf")) {
                    if (property.get(combination) instanceof List<?> alternatives) {
                        alternatives.forEach(each ->
                                types.addAll(each instanceof Map<?, ?> map ? types(map) : List.of()));
                    }
                }
            }
        }
        return types;
    }
}
