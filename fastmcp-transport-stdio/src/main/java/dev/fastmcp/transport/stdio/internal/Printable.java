package dev.fastmcp.transport.stdio.internal;

import java.util.regex.Pattern;

/**
 * Makes text from outside fit for messages and logs: no escape sequences, no line breaks that could forge an entry, no
 * excess.
 */
final class Printable {

    private static final Pattern TERMINAL_SEQUENCE =
            Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)");

    private Printable() {}

    static String line(String text, int maxLength) {
        String plain = text.indexOf('\u001b') < 0
                ? text
                : TERMINAL_SEQUENCE.matcher(text).replaceAll("");
        StringBuilder result = new StringBuilder(Math.min(plain.length(), maxLength));
        for (int i = 0; i < plain.length(); i++) {
            if (result.length() >= maxLength) {
                return result.append('…').toString();
            }
            char c = plain.charAt(i);
            if (c == '\t') {
                result.append(' ');
            } else if (unprintable(c)) {
                result.append(String.format("\\u%04x", (int) c));
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private static boolean unprintable(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
            default -> false;
        };
    }
}
