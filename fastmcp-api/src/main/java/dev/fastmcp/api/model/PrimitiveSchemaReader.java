package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells the kinds of form fields apart; the five forms of choices are those of MCP 2025-11-25, "Elicitation". */
final class PrimitiveSchemaReader {

    private PrimitiveSchemaReader() {}

    static PrimitiveSchema read(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map)) {
            return new PrimitiveSchema.Unknown(schema == null ? Map.of() : schema);
        }
        Optional<List<PrimitiveSchema.Option>> options = options(map);
        if (options.isPresent()) {
            return choice(map, options.get(), false);
        }
        String type = map.get("type") instanceof String text ? text : "";
        return switch (type) {
            case "string" -> text(map);
            case "number", "integer" -> numeric(map, type.equals("integer"));
            case "boolean" ->
                new PrimitiveSchema.Flag(
                        SchemaMembers.text(map.get("title")),
                        SchemaMembers.text(map.get("description")),
                        map.get("default") instanceof Boolean value ? Optional.of(value) : Optional.empty());
            case "array" ->
                map.get("items") instanceof Map<?, ?> items
                        ? options(items)
                                .<PrimitiveSchema>map(several -> choice(map, several, true))
                                .orElseGet(() -> new PrimitiveSchema.Unknown(map))
                        : new PrimitiveSchema.Unknown(map);
            default -> new PrimitiveSchema.Unknown(map);
        };
    }

    private static PrimitiveSchema.Text text(Map<?, ?> map) {
        return new PrimitiveSchema.Text(
                SchemaMembers.text(map.get("title")),
                SchemaMembers.text(map.get("description")),
                SchemaMembers.integer(map.get("minLength")),
                SchemaMembers.integer(map.get("maxLength")),
                SchemaMembers.text(map.get("format")),
                SchemaMembers.text(map.get("pattern")),
                SchemaMembers.text(map.get("default")));
    }

    private static PrimitiveSchema.Numeric numeric(Map<?, ?> map, boolean integer) {
        return new PrimitiveSchema.Numeric(
                SchemaMembers.text(map.get("title")),
                SchemaMembers.text(map.get("description")),
                integer,
                number(map.get("minimum")),
                number(map.get("maximum")),
                number(map.get("default")));
    }

    private static Optional<Number> number(@Nullable Object value) {
        return value instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    private static PrimitiveSchema.Choice choice(
            Map<?, ?> map, List<PrimitiveSchema.Option> options, boolean multiple) {
        Object preset = map.get("default");
        return new PrimitiveSchema.Choice(
                SchemaMembers.text(map.get("title")),
                SchemaMembers.text(map.get("description")),
                options,
                multiple,
                SchemaMembers.integer(map.get("minItems")),
                SchemaMembers.integer(map.get("maxItems")),
                preset instanceof String text ? List.of(text) : SchemaMembers.strings(preset));
    }

    private static Optional<List<PrimitiveSchema.Option>> options(Map<?, ?> map) {
        if (map.get("enum") instanceof List<?>) {
            return Optional.of(
                    listed(SchemaMembers.strings(map.get("enum")), SchemaMembers.strings(map.get("enumNames"))));
        }
        Object titled = map.get("oneOf") instanceof List<?> ? map.get("oneOf") : map.get("anyOf");
        return titled instanceof List<?> list
                ? Optional.of(
                        list.stream().flatMap(PrimitiveSchemaReader::titled).toList())
                : Optional.empty();
    }

    private static List<PrimitiveSchema.Option> listed(List<String> values, List<String> names) {
        return IntStream.range(0, values.size())
                .mapToObj(
                        i -> new PrimitiveSchema.Option(values.get(i), i < names.size() ? names.get(i) : values.get(i)))
                .toList();
    }

    private static Stream<PrimitiveSchema.Option> titled(@Nullable Object option) {
        return option instanceof Map<?, ?> map && map.get("const") instanceof String value
                ? Stream.of(new PrimitiveSchema.Option(
                        value, SchemaMembers.text(map.get("title")).orElse(value)))
                : Stream.empty();
    }
}
