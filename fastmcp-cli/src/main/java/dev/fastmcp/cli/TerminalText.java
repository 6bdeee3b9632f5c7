package dev.fastmcp.cli;

import java.util.Locale;

/** Makes text of a server harmless for a terminal: what would move the cursor, set colours or turn the direction of writing is shown instead of obeyed. */
final class TerminalText {

    private TerminalText() {}

    /** Keeps line breaks and tabs. */
    static String lines(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t' || !isHarmful(c)) {
                shown.appendCodePoint(c);
            } else if (c != '\r') {
                appendEscaped(shown, c);
            }
        });
        return shown.toString();
    }

    /** Puts everything on one line: whatever white space stands around a line break or a tab becomes one space. */
    static String line(String text) {
        String safe = lines(text);
        StringBuilder shown = new StringBuilder(safe.length());
        int position = 0;
        while (position < safe.length()) {
            int end = position;
            boolean broken = false;
            while (end < safe.length() && Character.isWhitespace(safe.charAt(end))) {
                broken |= safe.charAt(end) == '\n' || safe.charAt(end) == '\t';
                end++;
            }
            if (end == position) {
                shown.append(safe.charAt(position++));
            } else {
                shown.append(broken ? " " : safe.substring(position, end));
                position = end;
            }
        }
        return shown.toString().strip();
    }

    /** Shortens a line to so many characters. */
    static String cut(String line, int characters) {
        if (line.codePointCount(0, line.length()) <= characters) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, characters - 1)) + "…";
    }

    static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || c == '\u2028'
                || c == '\u2029';
    }

    /** Writes a character as JSON does: a hexadecimal number for each of its one or two {@code char}s. */
    static void appendEscaped(StringBuilder out, int c) {
        for (char unit : Character.toChars(c)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
    }
}
