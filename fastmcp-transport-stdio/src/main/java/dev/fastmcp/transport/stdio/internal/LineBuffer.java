package dev.fastmcp.transport.stdio.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines. Looks at each byte once, however a line arrives; small lines are copied, so that a message
 * retains no more than itself, and a large one is handed on in the array it was read into. Confined to one thread.
 */
final class LineBuffer {

    /** Takes one line, without its end. The array is the receiver's from now on. */
    @FunctionalInterface
    interface Receiver {
        void line(byte[] bytes, int offset, int length);
    }

    /** A line is longer than allowed. */
    static final class LineTooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final int SMALL = 8 * 1024;
    private static final int LARGE = 64 * 1024;

    /** What a pipe holds at most on common systems; asking for more only makes the JDK allocate more. */
    private static final int MOST_AT_ONCE = 64 * 1024;

    private final int maxLine;
    private byte[] buffer = new byte[SMALL];

    /** Where the unfinished line begins, up to where it has been searched, and where the bytes end. */
    private int start;

    private int scanned;
    private int end;

    /** The size of the last line that did not fit; the next such line is probably like it. */
    private int expected;

    private boolean first = true;

    LineBuffer(int maxLine) {
        // Arrays end a little before their index does, and a full one must still be seen to be too long.
        this.maxLine = Math.min(maxLine, Integer.MAX_VALUE - 2 * SMALL);
    }

    /**
     * Reads once, and hands on the lines which that completes.
     *
     * @return false at the end of the stream; what stands there without a line end is handed on as a line
     * @throws LineTooLongException if there is a line of more than the maximum
     */
    boolean advance(InputStream in, Receiver receiver) throws IOException {
        makeRoom();
        int count = in.read(buffer, end, Math.min(buffer.length - end, MOST_AT_ONCE));
        if (count < 0) {
            line(end, receiver);
            start = end;
            return false;
        }
        end += count;
        int lineEnd = Newlines.indexOf(buffer, scanned, end);
        while (lineEnd >= 0) {
            line(lineEnd, receiver);
            lineEnd = Newlines.indexOf(buffer, scanned, end);
        }
        scanned = end;
        // A byte order mark and a carriage return do not count; whether they are there, the whole line shows.
        if (end - start > maxLine + 4L) {
            throw new LineTooLongException();
        }
        return true;
    }

    private void line(int lineEnd, Receiver receiver) throws LineTooLongException {
        int from = start + (first ? byteOrderMark(lineEnd) : 0);
        int to = lineEnd > from && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        first = false;
        if (to - from > maxLine) {
            throw new LineTooLongException();
        }
        byte[] source = buffer;
        boolean whole = to - from >= LARGE && to - from >= buffer.length / 2;
        if (to - from > SMALL) {
            expected = to - from;
        }
        start = Math.min(lineEnd + 1, end);
        scanned = start;
        if (whole) {
            moveTo(new byte[Math.max(SMALL, end - start)]);
        }
        if (!blank(source, from, to)) {
            byte[] line = whole ? source : Arrays.copyOfRange(source, from, to);
            receiver.line(line, whole ? from : 0, to - from);
        }
    }

    private int byteOrderMark(int lineEnd) {
        boolean mark = lineEnd - start >= 3
                && buffer[start] == (byte) 0xEF
                && buffer[start + 1] == (byte) 0xBB
                && buffer[start + 2] == (byte) 0xBF;
        return mark ? 3 : 0;
    }

    private static boolean blank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void makeRoom() {
        if (start == end) {
            start = 0;
            scanned = 0;
            end = 0;
            if (buffer.length > LARGE) {
                // An idle connection does not keep the memory of its largest message.
                buffer = new byte[SMALL];
            }
        } else if (buffer.length - end < buffer.length / 2) {
            if (end - start <= buffer.length / 2) {
                moveTo(buffer);
            } else if (end == buffer.length) {
                long wanted = Math.max(2L * buffer.length, (long) expected + SMALL);
                moveTo(new byte[(int) Math.min(wanted, Math.max(maxLine + (long) SMALL, end - start + 1L))]);
            }
        }
    }

    private void moveTo(byte[] target) {
        System.arraycopy(buffer, start, target, 0, end - start);
        scanned -= start;
        end -= start;
        start = 0;
        buffer = target;
    }
}
