package dev.fastmcp.transport.http.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Collects a request, so that it is written at once. Kept for the next one. Confined to one thread. */
final class RequestBytes {

    private byte[] bytes = new byte[1024];
    private int size;

    /** Appends a part of the head; a character that no head can carry becomes a question mark. */
    RequestBytes text(String text) {
        int length = text.length();
        int at = reserve(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            bytes[at + i] = c <= 0xFF ? (byte) c : (byte) '?';
        }
        return this;
    }

    void body(byte[] body) {
        // Reserving may replace the array.
        int at = reserve(body.length);
        System.arraycopy(body, 0, bytes, at, body.length);
    }

    private int reserve(int length) {
        int start = size;
        int end = Math.addExact(start, length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        size = end;
        return start;
    }

    int size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        int length = size;
        size = 0;
        out.write(bytes, 0, length);
    }
}
