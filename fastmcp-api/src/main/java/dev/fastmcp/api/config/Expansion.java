package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.ServerText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts variables in the place of <code>${VAR}</code>, <code>${VAR:-default}</code> and <code>${env:VAR}</code>. One pass: what a variable holds is never looked at again, and nothing
 * is ever run. All else stays as it is.
 */
final class Expansion {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private static final Pattern INPUT = Pattern.compile("\\$\\{input:([^}]*)}");

    private static final List<String> MEMBERS =
            List.of("command", "args", "env", "cwd", "url", "httpUrl", "headers", "auth", "tls");

    private final Map<String, String> variables;

    Expansion(Map<String, String> variables) {
        this.variables = variables;
    }

    Map<String, Object> entry(String path, Map<String, Object> json) {
        Map<String, Object> expanded = new LinkedHashMap<>(json);
        expanded.replaceAll(
                (name, value) -> MEMBERS.contains(name) ? value(JsonPath.member(path, name), value) : value);
        return expanded;
    }

    @SuppressWarnings("NullAway") // JSON null is a value of free-form JSON
    private Object value(String path, @Nullable Object value) {
        return switch (value) {
            case String text -> text(path, text);
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((name, member) ->
                        copy.put(String.valueOf(name), value(JsonPath.member(path, String.valueOf(name)), member)));
                yield copy;
            }
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                for (Object element : list) {
                    copy.add(value(JsonPath.element(path, copy.size()), element));
                }
                yield copy;
            }
            case null, default -> value;
        };
    }

    private String text(String path, String text) {
        Matcher input = INPUT.matcher(text);
        if (input.find()) {
            throw new ConfigException(path + ": only the application that wrote this file can ask for the input \""
                    + ServerText.excerpt(input.group(1), 80) + "\": write ${VARIABLE} here, and set that variable");
        }
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(variable(path, found.group(1), found.group(2))));
    }

    private String variable(String path, String name, @Nullable String otherwise) {
        String value = variables.get(name);
        // As in a shell, ":-" also stands in for a variable that is empty.
        if (otherwise != null) {
            return value == null || value.isEmpty() ? otherwise : value;
        }
        if (value == null) {
            throw new ConfigException(path + ": the environment variable " + ServerText.excerpt(name, 80)
                    + " is not set: set it, or give a default as in ${" + ServerText.excerpt(name, 80) + ":-default}");
        }
        return value;
    }
}
