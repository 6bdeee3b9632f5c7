package dev.fastmcp.api.config;

import dev.fastmcp.api.config.YamlText.Line;
import dev.fastmcp.api.error.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads names and values within one line of YAML. */
final class YamlLine {

    /** What a word must not begin with, since it means something else in YAML. */
    private static final String MARKS = ",[]{}#&*!|>'\"%@`";

    private static final String BRACKETS = ",[]{}";

    private final Line line;
    private final String text;
    private int at;

    YamlLine(Line line, String text) {
        this.line = line;
        this.text = text;
        skipBlanks();
    }

    /** Reads the name of a member, and the colon behind it. */
    String name() {
        String name = isQuote() ? YamlQuotes.read(this) : word(false, true);
        skipBlanks();
        if (!isColon(false)) {
            throw wrong("a name and a colon, such as \"name: value\", are expected here");
        }
        at++;
        return name;
    }

    String remainder() {
        return text.substring(at);
    }

    boolean begins(char mark) {
        return at < text.length() && text.charAt(at) == mark;
    }

    /** Tells whether nothing but a comment follows. */
    boolean ends() {
        return at == text.length() || text.charAt(at) == '#' && (at == 0 || isBlank(text.charAt(at - 1)));
    }

    @Nullable
    Object value() {
        Object value = value(false, 1);
        skipBlanks();
        if (!ends()) {
            throw wrong("more text than one value: put all of it in double quotes");
        }
        return value;
    }

    private @Nullable Object value(boolean inBrackets, int depth) {
        if (depth > Frozen.DEPTH) {
            throw wrong("nested more than " + Frozen.DEPTH + " levels deep: flatten it");
        }
        skipBlanks();
        if (isQuote()) {
            return YamlQuotes.read(this);
        }
        if (begins('[')) {
            return list(depth);
        }
        return begins('{') ? object(depth) : YamlWords.value(word(inBrackets, false));
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        while (!closes(']')) {
            YamlReader.add(list, value(true, depth + 1));
            separated(']');
        }
        return list;
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (!closes('}')) {
            boolean quoted = isQuote();
            String name = quoted ? YamlQuotes.read(this) : word(true, true);
            skipBlanks();
            if (!(quoted ? begins(':') : isColon(true))) {
                throw wrong("a colon is missing behind a name in brackets");
            }
            at++;
            if (object.containsKey(name)) {
                throw wrong("this name is there twice: remove one of them");
            }
            YamlReader.put(object, name, value(true, depth + 1));
            separated('}');
        }
        return object;
    }

    private boolean closes(char bracket) {
        skipBlanks();
        if (ends()) {
            throw wrong("a bracket is not closed in this line: write the list or object in one line, or indented");
        }
        if (begins(bracket)) {
            at++;
            return true;
        }
        return false;
    }

    private void separated(char bracket) {
        skipBlanks();
        if (begins(',')) {
            at++;
        } else if (!begins(bracket)) {
            throw wrong("a bracket is not closed in this line, or a comma is missing");
        }
    }

    /** A word without quotes; it ends at a comment, at what has a meaning in brackets, and at a colon if it is a name. */
    private String word(boolean inBrackets, boolean isName) {
        int start = at;
        if (at == text.length() || MARKS.indexOf(text.charAt(at)) >= 0 || isIndicator(inBrackets)) {
            throw wrong("this form of a value is not understood: put it in double quotes");
        }
        while (at < text.length() && !ends() && !(inBrackets && BRACKETS.indexOf(text.charAt(at)) >= 0)) {
            if (isColon(inBrackets)) {
                if (isName) {
                    break;
                }
                throw wrong("a value must not hold a colon and a space: put it in double quotes");
            }
            at++;
        }
        return text.substring(start, at).strip();
    }

    private boolean isIndicator(boolean inBrackets) {
        char next = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
        return "-?:".indexOf(text.charAt(at)) >= 0 && (isBlank(next) || inBrackets && BRACKETS.indexOf(next) >= 0)
                || inBrackets && begins('?');
    }

    private boolean isColon(boolean inBrackets) {
        return begins(':')
                && (at + 1 == text.length()
                        || isBlank(text.charAt(at + 1))
                        || inBrackets && BRACKETS.indexOf(text.charAt(at + 1)) >= 0);
    }

    private boolean isQuote() {
        return begins('"') || begins('\'');
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Returns the next character and goes on; the line must not end before the closing quote. */
    char next() {
        if (at == text.length()) {
            throw wrong("a quote is not closed in this line: write the text in one line, with \\n for line breaks");
        }
        return text.charAt(at++);
    }

    ConfigException wrong(String message) {
        return line.wrong(message);
    }
}
