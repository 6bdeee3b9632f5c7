package dev.fastmcp.core.wire;

import java.io.OutputStream;
import java.util.Arrays;

/** Collects bytes; like {@link java.io.ByteArrayOutputStream}, but without its locking. Used by one thread. */
public class ByteSink extends OutputStream {

    private final int room;
    private byte[] bytes;
    private int size;

    /** Creates a sink that takes the given number of bytes before it grows. */
    public ByteSink(int capacity) {
        this(capacity, 0);
    }

    /** @param room how many bytes will follow the last large piece: with this much left, the sink is full in the end, and nothing is copied again */
    protected ByteSink(int capacity, int room) {
        this.bytes = new byte[capacity];
        this.room = room;
    }

    @Override
    public final void write(int b) {
        int start = reserve(1);
        bytes[start] = (byte) b;
    }

    @Override
    public final void write(byte[] source, int offset, int length) {
        int start = reserve(length);
        System.arraycopy(source, offset, bytes, start, length);
    }

    /** Appends text that is known to be ASCII. */
    @SuppressWarnings("deprecation") // the method is deprecated for text that is not ASCII
    protected final void writeAscii(String text) {
        int length = text.length();
        int start = reserve(length);
        text.getBytes(0, length, bytes, start);
    }

    /** Makes room, perhaps in a new array, and returns where it begins. */
    private int reserve(int length) {
        int start = size;
        int end = Math.addExact(start, length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(end, room), bytes.length * 2));
        }
        size = end;
        return start;
    }

    /** How many bytes there are. */
    public final int size() {
        return size;
    }

    /**
     * Makes line breaks spaces, from a position on. Some transports end a message with a line break; JSON has them only
     * between tokens, so that a space means the same.
     */
    public final void unbreakLines(int from) {
        for (int i = from; i < size; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                bytes[i] = ' ';
            }
        }
    }

    /** Returns the bytes, without a copy if they fill the sink. */
    public final byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
