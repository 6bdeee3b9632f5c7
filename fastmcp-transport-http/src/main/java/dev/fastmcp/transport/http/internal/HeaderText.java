package dev.fastmcp.transport.http.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes text so that a header can carry it (specification 2026-07-28, "Streamable HTTP", encoding of header values). */
final class HeaderText {

    private static final String START = "=?base64?";
    private static final String END = "?=";

    private HeaderText() {}

    /** Returns the text itself if it survives in a header, else its Base64 form. */
    static String of(String text) {
        return isPlain(text)
                ? text
                : START + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + END;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        boolean padded = text.startsWith(" ") || text.endsWith(" ");
        return !padded && !(text.startsWith(START) && text.endsWith(END));
    }
}
