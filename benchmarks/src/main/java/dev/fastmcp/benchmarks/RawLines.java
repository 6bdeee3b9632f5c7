package dev.fastmcp.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends: eight bytes a step if there are many. */
final class RawLines {

    private static final int MANY = 1024;

    private RawLines() {}

    static int newline(byte[] buffer, int from, int to) {
        int i = to - from < MANY ? from : Wide.skip(buffer, from, to);
        while (i < to && buffer[i] != '\n') {
            i++;
        }
        return i < to ? i : -1;
    }

    /** A class of its own, since the first handle of a process is slow to make. */
    private static final class Wide {
        static final VarHandle EIGHT_BYTES =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        static final long ONES = 0x0101010101010101L;
        static final long NEWLINES = '\n' * ONES;

        static int skip(byte[] buffer, int from, int to) {
            int i = from;
            for (; i + 8 <= to; i += 8) {
                long word = (long) EIGHT_BYTES.get(buffer, i) ^ NEWLINES;
                if (((word - ONES) & ~word & 0x80 * ONES) != 0) {
                    break;
                }
            }
            return i;
        }
    }
}
