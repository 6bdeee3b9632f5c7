package dev.fastmcp.cli;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a tool's arguments out of {@code name=value} words and a JSON object, with the types that the tool's schema wants. */
record ToolArguments(ToolSchema schema) {

    Map<String, Object> parse(Map<String, Object> input, List<String> words) {
        Map<String, Object> arguments = new LinkedHashMap<>(input);
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                throw new UsageException(
                        "\"" + word + "\" is no argument: write name=value, or give a JSON object with --input-json");
            }
            String name = word.substring(0, equals);
            checkKnown(name);
            arguments.put(name, convert(name, word.substring(equals + 1)));
        }
        List<String> missing = schema.required().stream()
                .filter(name -> !arguments.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new UsageException("Missing " + String.join(", ", missing) + ": " + schema.signature());
        }
        return arguments;
    }

    private void checkKnown(String name) {
        if (schema.properties().containsKey(name)
                || !schema.closed() && schema.properties().isEmpty()) {
            return;
        }
        String hint = Nearest.hint(name, schema.properties().keySet());
        if (schema.closed() || !hint.isEmpty()) {
            throw new UsageException(Sentence.of("\"" + schema.tool() + "\" has no argument \"" + name + "\"" + hint)
                    + " It is " + schema.signature());
        }
    }

    private @Nullable Object convert(String name, String text) {
        Map<?, ?> property = schema.properties().getOrDefault(name, Map.of());
        if (property.get("enum") instanceof List<?> allowed) {
            return oneOf(name, text, allowed);
        }
        List<String> types = ToolSchema.types(property);
        if (types.isEmpty()) {
            return schema.properties().containsKey(name) ? jsonOrText(text) : text;
        }
        UsageException refusal = null;
        for (String type : types) {
            try {
                return convert(name, text, type);
            } catch (UsageException e) {
                refusal = refusal == null ? e : refusal;
            }
        }
        throw refusal == null ? new UsageException(name + " cannot be " + text) : refusal;
    }

    private static @Nullable Object oneOf(String name, String text, List<?> allowed) {
        for (Object value : allowed) {
            if (String.valueOf(value).equals(text)) {
                return value;
            }
        }
        List<String> names = allowed.stream().map(String::valueOf).toList();
        throw new UsageException(name + " must be one of " + String.join(", ", names) + ", not \"" + text + "\""
                + Nearest.hint(text, names));
    }

    private static @Nullable Object convert(String name, String text, String type) {
        try {
            return switch (type) {
                case "integer" -> new BigInteger(text.strip());
                case "number" -> new BigDecimal(text.strip());
                case "boolean" -> bool(name, text);
                case "null" -> nothing(name, text);
                case "array" -> json(name, text, List.class, "a JSON array such as [1,2]");
                case "object" -> json(name, text, Map.class, "a JSON object such as {\"a\":1}");
                default -> text;
            };
        } catch (NumberFormatException e) {
            throw new UsageException(name + " must be " + (type.equals("integer") ? "an integer" : "a number")
                    + ", not \"" + text + "\"");
        }
    }

    private static Object bool(String name, String text) {
        return switch (text.strip()) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new UsageException(name + " must be true or false, not \"" + text + "\"");
        };
    }

    private static @Nullable Object nothing(String name, String text) {
        if (!text.strip().equals("null")) {
            throw new UsageException(name + " must be null, not \"" + text + "\"");
        }
        return null;
    }

    private static Object json(String name, String text, Class<?> form, String wanted) {
        Object value = parsed(text);
        if (!form.isInstance(value)) {
            throw new UsageException(name + " must be " + wanted + ", not \"" + text + "\"");
        }
        return form.cast(value);
    }

    private static @Nullable Object jsonOrText(String text) {
        Object value = parsed(text);
        return value == null && !text.strip().equals("null") ? text : value;
    }

    private static @Nullable Object parsed(String text) {
        try {
            return JsonValue.parse(text).asObject();
        } catch (DataMappingException e) {
            return null;
        }
    }
}
