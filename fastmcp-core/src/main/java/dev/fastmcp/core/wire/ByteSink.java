package dev.fastmcp.core.wire;

import java.io.OutputStream;
import java.util.Arrays;

/** Collects bytes, without copying them again if they come at once. */
final class ByteSink extends OutputStream {

    private byte[] bytes = {};
    private int size;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        if (bytes.length - size < length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, length), bytes.length * 2));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    int size() {
        return size;
    }

    /**
     * Makes line breaks spaces, from a position on. Some transports end a message with a line break; JSON has them only
     * between tokens, so that a space means the same.
     */
    void unbreakLines(int from) {
        for (int i = from; i < size; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                bytes[i] = ' ';
            }
        }
    }

    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
