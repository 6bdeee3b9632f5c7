package dev.fastmcp.transport.http.internal;

import java.util.ArrayList;
import java.util.List;

/** A line that comes in many chunks. Collected in pieces and joined once: one array that doubles would be copied over and over. Not thread-safe. */
final class LongLine {

    private static final int FIRST_BYTES = 512;

    /** Larger arrays are a burden for the garbage collector. */
    private static final int LARGEST_PIECE = 256 * 1024;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = {};
    private int lastLength;
    private int length;

    int length() {
        return length;
    }

    void append(byte[] bytes, int offset, int count) {
        int fits = Math.min(count, last.length - lastLength);
        System.arraycopy(bytes, offset, last, lastLength, fits);
        lastLength += fits;
        length += fits;
        int rest = count - fits;
        if (rest > 0) {
            if (lastLength > 0) {
                full.add(last);
            }
            last = new byte[Math.max(rest, Math.clamp(length, FIRST_BYTES, LARGEST_PIECE))];
            System.arraycopy(bytes, offset + fits, last, 0, rest);
            lastLength = rest;
            length += rest;
        }
    }

    /** Tells whether the first piece holds a byte at an index, or is too short to know. */
    boolean has(int index, char wanted) {
        byte[] first = full.isEmpty() ? last : full.get(0);
        return index < Math.min(first.length, length) && first[index] == wanted;
    }

    /** Takes everything from an index on out of this, and leaves it empty. */
    byte[] take(int from) {
        byte[] joined = new byte[length - from];
        int at = -from;
        for (byte[] piece : full) {
            at = put(piece, piece.length, joined, at);
        }
        put(last, lastLength, joined, at);
        full.clear();
        last = new byte[0];
        lastLength = 0;
        length = 0;
        return joined;
    }

    private static int put(byte[] piece, int count, byte[] joined, int at) {
        int skipped = Math.min(count, Math.max(0, -at));
        System.arraycopy(piece, skipped, joined, at + skipped, count - skipped);
        return at + count;
    }
}
