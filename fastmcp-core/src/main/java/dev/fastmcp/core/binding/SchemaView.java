package dev.fastmcp.core.binding;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a JSON Schema, as far as it tells types apart. What it does not understand allows everything. */
record SchemaView(Map<?, ?> root, Map<?, ?> node) {

    private static final int MAX_REFERENCES = 20;

    static SchemaView of(JsonValue schema) {
        Object tree = tree(schema);
        Map<?, ?> root = tree instanceof Map<?, ?> map ? map : Map.of();
        return new SchemaView(root, root).resolved();
    }

    private static @Nullable Object tree(JsonValue schema) {
        try {
            return schema.asObject();
        } catch (DataMappingException e) {
            return null;
        }
    }

    /** A schema inside this one; {@code true} and what is no schema allow everything. */
    SchemaView at(@Nullable Object part) {
        return new SchemaView(root, part instanceof Map<?, ?> map ? map : Map.of()).resolved();
    }

    /** Follows references within the document, if nothing stands beside them. */
    private SchemaView resolved() {
        Map<?, ?> current = node;
        for (int i = 0; i < MAX_REFERENCES && current.get("$ref") instanceof String reference; i++) {
            current = find(reference) instanceof Map<?, ?> found ? found : Map.of();
        }
        return current.containsKey("$ref") ? new SchemaView(root, Map.of()) : new SchemaView(root, current);
    }

    private @Nullable Object find(String reference) {
        if (!reference.startsWith("#")) {
            return null;
        }
        Object found = root;
        for (String step : reference.substring(1).split("/")) {
            if (!step.isEmpty()) {
                String name = step.replace("~1", "/").replace("~0", "~");
                found = found instanceof Map<?, ?> map ? map.get(name) : null;
            }
        }
        return found;
    }

    /** The alternatives; empty if there are none to choose from. */
    List<SchemaView> alternatives() {
        Object several = node.containsKey("anyOf") ? node.get("anyOf") : node.get("oneOf");
        return several instanceof List<?> list ? list.stream().map(this::at).toList() : List.of();
    }

    /** The names of the types allowed; empty for all. */
    Set<String> types() {
        Set<String> types = new LinkedHashSet<>();
        if (node.get("type") instanceof List<?> several) {
            several.forEach(type -> types.add(String.valueOf(type)));
        } else if (node.get("type") instanceof String one) {
            types.add(one);
        } else if (node.containsKey("properties")) {
            types.add("object");
        }
        return types;
    }

    /** The strings allowed; empty if the schema does not enumerate strings only. */
    Set<String> strings() {
        List<?> values = node.containsKey("const")
                ? Collections.singletonList(node.get("const"))
                : node.get("enum") instanceof List<?> list ? list : List.of();
        Set<String> strings = new LinkedHashSet<>();
        for (Object value : values) {
            if (value instanceof String text) {
                strings.add(text);
            } else if (value != null) {
                return Set.of();
            }
        }
        return strings;
    }

    /** The properties; empty also if the schema tells nothing of them. */
    Map<String, SchemaView> properties() {
        Map<String, SchemaView> properties = new LinkedHashMap<>();
        if (node.get("properties") instanceof Map<?, ?> map) {
            map.forEach((name, part) -> properties.put(String.valueOf(name), at(part)));
        }
        return properties;
    }

    Set<String> required() {
        Set<String> required = new LinkedHashSet<>();
        if (node.get("required") instanceof List<?> list) {
            list.forEach(name -> required.add(String.valueOf(name)));
        }
        return required;
    }

    /** Tells whether there may be properties beside those that it names. */
    boolean isOpen() {
        Object others = node.get("additionalProperties");
        return others == null
                ? !node.containsKey("properties") || node.containsKey("allOf") || node.containsKey("patternProperties")
                : !Boolean.FALSE.equals(others);
    }

    SchemaView items() {
        return at(node.get("items"));
    }

    SchemaView others() {
        return at(node.get("additionalProperties"));
    }

    boolean isWrapper() {
        return Boolean.TRUE.equals(node.get("x-fastmcp-wrap-result"))
                && properties().containsKey("result");
    }
}
