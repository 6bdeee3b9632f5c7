package dev.fastmcp.api.error;

/**
 * Makes text of a server fit to be shown: short, on one line, and unable to forge log lines or to reorder what is
 * around it.
 */
public final class ServerText {

    private static final char REPLACEMENT = '\uFFFD';

    private ServerText() {}

    /**
     * Returns the beginning of a text in printable form. Line breaks and tabs become spaces, other control characters
     * and those that change the direction of writing become U+FFFD.
     *
     * @param text what the server said
     * @param max how many {@code char}s to keep at most; a cut is shown by {@code …}
     * @return at most {@code max + 1} {@code char}s
     */
    public static String excerpt(String text, int max) {
        int end = Math.min(text.length(), max);
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder shown = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            shown.append(printable(text.charAt(i)));
        }
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }

    private static char printable(char c) {
        return switch (c) {
            case '\n', '\r', '\t', '\u2028', '\u2029' -> ' ';
            case '\u061C', '\u200E', '\u200F' -> REPLACEMENT;
            default -> Character.isISOControl(c) || isBidiControl(c) ? REPLACEMENT : c;
        };
    }

    private static boolean isBidiControl(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }
}
