package dev.fastmcp.api.config;

import dev.fastmcp.api.config.YamlText.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of YAML that programs write when they save settings: objects and lists by indentation, values on one line, lists and objects in brackets on one line, and texts of several lines
 * after {@code |}. It refuses all else with its line, so that nothing is read in another way than its author meant it.
 */
final class YamlReader {

    private YamlReader() {}

    /** A line that begins a member of an object. */
    record Member(String name, String value) {

        static Member of(Line line) {
            if (line.content().startsWith("\t")) {
                throw line.wrong("indented with a tab: use spaces");
            }
            YamlLine reader = new YamlLine(line, line.content());
            String name = reader.name();
            return new Member(name, reader.remainder());
        }
    }

    static @Nullable Object block(YamlText text, int depth) {
        if (depth > Frozen.DEPTH) {
            throw text.first().wrong("nested more than " + Frozen.DEPTH + " levels deep: flatten it");
        }
        return text.first().isElement() ? list(text, depth) : object(text, depth);
    }

    private static Map<String, Object> object(YamlText text, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (YamlText section : text.sections()) {
            Line line = checked(section.first(), text.first());
            Member member = Member.of(line);
            if (object.containsKey(member.name())) {
                throw line.wrong("this name is there twice: remove one of them");
            }
            put(object, member.name(), value(line, member.value(), section.rest(), depth));
        }
        return object;
    }

    private static List<Object> list(YamlText text, int depth) {
        List<Object> list = new ArrayList<>();
        for (YamlText section : text.sections()) {
            Line line = checked(section.first(), text.first());
            if (!line.isElement()) {
                throw line.wrong("an element of a list begins with a hyphen");
            }
            add(list, value(line, line.content().substring(1), section.rest(), depth));
        }
        return list;
    }

    private static Line checked(Line line, Line first) {
        if (line.indent() != first.indent()) {
            throw line.wrong("indented differently from line " + first.number());
        }
        return line;
    }

    private static @Nullable Object value(Line line, String written, YamlText below, int depth) {
        YamlLine reader = new YamlLine(line, written);
        if (reader.begins('|')) {
            return YamlLiteral.of(line, reader.remainder(), below);
        }
        if (!reader.ends()) {
            Object value = reader.value();
            if (below.says()) {
                throw below.first().wrong("a value that goes on in the next line is not understood: write it in one");
            }
            return value;
        }
        return below.says() ? block(below, depth + 1) : null;
    }

    @SuppressWarnings("NullAway") // null is a value of YAML
    static void put(Map<String, Object> target, String name, @Nullable Object value) {
        target.put(name, value);
    }

    @SuppressWarnings("NullAway") // as above
    static void add(List<Object> target, @Nullable Object value) {
        target.add(value);
    }
}
