package dev.fastmcp.core.json;

import dev.fastmcp.core.wire.ByteSink;
import java.nio.charset.StandardCharsets;

/** Collects a message: bytes, and text. */
final class Utf8Buffer extends ByteSink {

    /** @param room how many bytes will follow the last large piece */
    Utf8Buffer(int capacity, int room) {
        super(capacity, room);
    }

    /** Appends text that is known to be ASCII. */
    Utf8Buffer ascii(String text) {
        writeAscii(text);
        return this;
    }

    /** Appends a JSON string with its quotes. */
    Utf8Buffer string(String text) {
        write('"');
        if (isPlain(text)) {
            ascii(text);
        } else {
            escaped(text);
        }
        write('"');
        return this;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private void escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                if (c == '"' || c == '\\') {
                    escaped.append('\\');
                }
                escaped.append(c);
            }
        }
        byte[] encoded = escaped.toString().getBytes(StandardCharsets.UTF_8);
        write(encoded, 0, encoded.length);
    }
}
