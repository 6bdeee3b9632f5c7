package dev.fastmcp.cli;

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
                shown.append(String.format("\\u%04x", c));
            }
        });
        return shown.toString();
    }

    /** Turns line breaks and tabs into spaces. */
    static String line(String text) {
        return lines(text).replaceAll("\\s*[\\n\\t]\\s*", " ").strip();
    }

    static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE
                || c == '\u2028'
                || c == '\u2029';
    }
}
