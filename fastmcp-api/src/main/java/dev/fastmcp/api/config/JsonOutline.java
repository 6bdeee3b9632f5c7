package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a JSON text are, comments and commas before a closing bracket allowed. It finds the structure alone; the text in which comments are blanked goes to the codec, which judges the rest.
 */
final class JsonOutline {

    /** A value: its place, and its members if it is an object. {@code comma} is the place of a comma behind the last one, or -1. */
    record Node(int start, int end, boolean object, List<Member> members, int comma) {
        Optional<Member> member(String name) {
            return members.stream().filter(member -> member.name.equals(name)).findFirst();
        }
    }

    record Member(String name, int start, Node value) {}

    private final String text;
    private final StringBuilder strict;
    private final Node root;
    private int at;

    private JsonOutline(String text) {
        this.text = text;
        strict = new StringBuilder(text);
        if (text.startsWith("\uFEFF")) {
            strict.setCharAt(0, ' ');
            at = 1;
        }
        skip();
        root = value("", 1);
        skip();
        if (at < text.length()) {
            throw wrong("there is more text after the end of the value");
        }
    }

    static JsonOutline of(String text) {
        return new JsonOutline(text);
    }

    Node root() {
        return root;
    }

    /** Returns the free-form value. */
    @Nullable
    Object decoded() {
        try {
            return JsonValue.parse(strict.toString()).asObject();
        } catch (DataMappingException e) {
            // Its message may show a part of the text, and that may be a secret.
            throw new ConfigException("The configuration is no valid JSON: correct it");
        }
    }

    private Node value(String path, int depth) {
        if (depth > Frozen.DEPTH) {
            throw wrong("values are nested more than " + Frozen.DEPTH + " levels deep");
        }
        return switch (peek()) {
            case '{' -> object(path, depth);
            case '[' -> array(path, depth);
            case '"' -> {
                int start = at;
                string();
                yield new Node(start, at, false, List.of(), -1);
            }
            default -> scalar();
        };
    }

    private Node object(String path, int depth) {
        int start = at++;
        List<Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int comma = -1;
        for (skip(); peek() != '}'; skip()) {
            requireComma(members.isEmpty(), comma);
            int nameStart = at;
            String name = name();
            String member = JsonPath.member(path, name);
            if (!names.add(name)) {
                throw wrong(member + " is there twice: remove one of them");
            }
            skip();
            expect(':');
            skip();
            members.add(new Member(name, nameStart, value(member, depth + 1)));
            comma = comma();
        }
        at++;
        blank(comma);
        return new Node(start, at, true, List.copyOf(members), comma);
    }

    private Node array(String path, int depth) {
        int start = at++;
        int count = 0;
        int comma = -1;
        for (skip(); peek() != ']'; skip()) {
            requireComma(count == 0, comma);
            value(JsonPath.element(path, count++), depth + 1);
            comma = comma();
        }
        at++;
        blank(comma);
        return new Node(start, at, false, List.of(), comma);
    }

    private void requireComma(boolean first, int comma) {
        if (!first && comma < 0) {
            throw wrong("a comma or a closing bracket is missing");
        }
    }

    private int comma() {
        skip();
        return peek() == ',' ? at++ : -1;
    }

    private void blank(int place) {
        if (place >= 0) {
            strict.setCharAt(place, ' ');
        }
    }

    private String name() {
        if (peek() != '"') {
            throw wrong("a name in double quotes is missing");
        }
        int start = at;
        string();
        try {
            return String.valueOf(JsonValue.parse(text.substring(start, at)).asObject());
        } catch (DataMappingException e) {
            throw wrong("the name before this place has an invalid escape");
        }
    }

    private void string() {
        for (at++; peek() != '"'; at++) {
            if (peek() == '\\') {
                at++;
            }
            if (peek() < ' ') {
                throw wrong("a string does not end on its line");
            }
        }
        at++;
    }

    private Node scalar() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (start == at) {
            throw wrong("a value is missing");
        }
        return new Node(start, at, false, List.of(), -1);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("a '" + wanted + "' is missing");
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("the text ends too early");
        }
        return text.charAt(at);
    }

    /** Steps over white space and comments. */
    private void skip() {
        while (at < text.length()) {
            if (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                blankTo(end < 0 ? text.length() : end);
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw wrong("a comment does not end");
                }
                blankTo(end + 2);
            } else {
                return;
            }
        }
    }

    private void blankTo(int end) {
        for (; at < end; at++) {
            if (text.charAt(at) != '\n') {
                strict.setCharAt(at, ' ');
            }
        }
    }

    private ConfigException wrong(String problem) {
        String before = text.substring(0, Math.min(at, text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new ConfigException(
                "The configuration is no valid JSON: at line " + line + ", column " + column + ", " + problem);
    }
}
