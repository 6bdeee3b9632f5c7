package dev.fastmcp.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes free-form JSON for people: indented, and with every character escaped that a terminal might obey. */
final class JsonText {

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String pretty(@Nullable Object value) {
        JsonText text = new JsonText();
        text.value(value, "\n");
        return text.out.toString();
    }

    private void value(@Nullable Object value, String indent) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map when map.isEmpty() -> out.append("{}");
            case Map<?, ?> map -> object(map, indent);
            case List<?> list when list.isEmpty() -> out.append("[]");
            case List<?> list -> array(list, indent);
            case Number number -> out.append(number);
            case Boolean bool -> out.append(bool);
            default -> string(value.toString());
        }
    }

    private void object(Map<?, ?> map, String indent) {
        String deeper = indent + "  ";
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<?, ?> entry = each.next();
            out.append(deeper);
            string(String.valueOf(entry.getKey()));
            out.append(": ");
            value(entry.getValue(), deeper);
            out.append(each.hasNext() ? "," : "");
        }
        out.append(indent).append('}');
    }

    private void array(List<?> list, String indent) {
        String deeper = indent + "  ";
        out.append('[');
        for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
            out.append(deeper);
            value(each.next(), deeper);
            out.append(each.hasNext() ? "," : "");
        }
        out.append(indent).append(']');
    }

    private void string(String text) {
        out.append('"');
        text.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> {
                if (TerminalText.isHarmful(c)) {
                    TerminalText.appendEscaped(out, c);
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
