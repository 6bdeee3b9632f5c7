package dev.fastmcp.core.transform;

import dev.fastmcp.api.model.Tool;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changes about one tool.
 *
 * @param place where it is written
 * @param original the name by which the server knows it
 * @param json what is written, checked
 * @param arguments what changes about its arguments, by original name
 */
record ToolTransform(Place place, String original, Map<String, Object> json, Map<String, ArgumentTransform> arguments) {

    private static final Map<String, Kind> KNOWN = Map.of(
            "name", Kind.NAME,
            "version", Kind.TEXT,
            "title", Kind.TEXT,
            "description", Kind.TEXT,
            "tags", Kind.TEXTS,
            "meta", Kind.OBJECT_OR_NULL,
            "enabled", Kind.FLAG,
            "arguments", Kind.OBJECT);

    static ToolTransform of(Place place, String original, @Nullable Object written) {
        Map<String, Object> json = Fields.checked(place, written, KNOWN);
        return new ToolTransform(place, original, json, arguments(place.member("arguments"), json));
    }

    private static Map<String, ArgumentTransform> arguments(Place place, Map<String, Object> json) {
        Map<String, ArgumentTransform> arguments = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();
        Fields.object(place, json.getOrDefault("arguments", Map.of())).forEach((original, written) -> {
            ArgumentTransform argument = ArgumentTransform.of(place.member(original), original, written);
            arguments.put(original, argument);
            String other = argument.hidden() ? null : names.put(argument.name(), original);
            place.refuseTwo("arguments", other, original, argument.name());
        });
        return Collections.unmodifiableMap(arguments);
    }

    String name() {
        return json.get("name") instanceof String name ? name : original;
    }

    boolean enabled() {
        return !Boolean.FALSE.equals(json.get("enabled"));
    }

    /** Returns the tags of the tool as clients see it; those of the server if none are written. */
    Set<String> tags(Tool tool) {
        List<String> written = Fields.texts(json, "tags");
        return written.isEmpty() ? Tags.of(tool.meta()) : new LinkedHashSet<>(written);
    }

    Tool apply(Tool tool) {
        return new Tool(
                name(),
                text("title", tool.title()),
                text("description", tool.description()),
                SchemaChange.of(tool.inputSchema(), this),
                tool.outputSchema(),
                tool.annotations(),
                tool.execution(),
                tool.icons(),
                MetaChange.of(tool.meta(), json, tags(tool)),
                tool.extra());
    }

    private Optional<String> text(String member, Optional<String> original) {
        if (!json.containsKey(member)) {
            return original;
        }
        return json.get(member) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
