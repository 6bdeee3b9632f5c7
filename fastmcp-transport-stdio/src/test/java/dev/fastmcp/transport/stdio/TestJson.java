package dev.fastmcp.transport.stdio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Just enough JSON for these tests, which may not depend on the module that has the real codec. */
final class TestJson {

    private final String text;
    private int at;

    private TestJson(String text) {
        this.text = text;
    }

    /** Throws IllegalArgumentException for anything that is not JSON. */
    static @Nullable Object parse(String text) {
        TestJson json = new TestJson(text);
        Object value = json.value();
        if (json.peek() != 0) {
            throw json.unexpected();
        }
        return value;
    }

    static String write(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String string -> quote(string);
            case Map<?, ?> map -> {
                List<String> members = new ArrayList<>();
                map.forEach((name, member) -> members.add(quote(String.valueOf(name)) + ':' + write(member)));
                yield '{' + String.join(",", members) + '}';
            }
            case List<?> list ->
                '[' + String.join(",", list.stream().map(TestJson::write).toList()) + ']';
            default -> value.toString();
        };
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String quote(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean skip(char wanted) {
        boolean found = peek() == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char wanted) {
        if (!skip(wanted)) {
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("unexpected character at " + at);
    }

    private @Nullable Object value() {
        char first = peek();
        if (skip('{')) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            while (!skip('}')) {
                if (!map.isEmpty()) {
                    expect(',');
                }
                peek();
                String name = string();
                expect(':');
                map.put(name, value());
            }
            return map;
        }
        if (skip('[')) {
            List<@Nullable Object> list = new ArrayList<>();
            while (!skip(']')) {
                if (!list.isEmpty()) {
                    expect(',');
                }
                list.add(value());
            }
            return list;
        }
        return first == '"' ? string() : literal();
    }

    private String string() {
        if (at >= text.length() || text.charAt(at++) != '"') {
            throw unexpected();
        }
        StringBuilder result = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return result.toString();
            }
            result.append(c == '\\' ? escaped() : c);
        }
        throw unexpected();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private @Nullable Object literal() {
        int from = at;
        while (at < text.length() && ",]} \r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        return switch (word) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> Long.valueOf(word);
        };
    }
}
