package dev.fastmcp.transport.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineEndsTest {

    /** Everything that differs from a line end by little, and what confuses arithmetic on whole words. */
    private static final byte[] NEIGHBOURS = {0, 1, 9, 11, 12, 14, 'a', 0x7F, (byte) 0x80, (byte) 0x8A, (byte) 0x8D, -1
    };

    @Test
    void findsALineEndAtEveryPlaceAndInEveryLength() {
        for (byte filler : NEIGHBOURS) {
            for (int length = 0; length <= 40; length++) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, filler);
                assertThat(LineEnds.next(bytes, 0, length)).isNegative();
                for (int at = 0; at < length; at++) {
                    for (char end : new char[] {'\n', '\r'}) {
                        bytes[at] = (byte) end;
                        assertThat(LineEnds.next(bytes, 0, length))
                                .as("%s at %d of %d", (int) end, at, length)
                                .isEqualTo(at);
                    }
                    bytes[at] = filler;
                }
            }
        }
    }

    @Test
    void looksOnlyWithinTheRange() {
        byte[] bytes = "\n12345678\r90123456\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(LineEnds.next(bytes, 1, 9)).isNegative();
        assertThat(LineEnds.next(bytes, 1, 10)).isEqualTo(9);
        assertThat(LineEnds.next(bytes, 10, bytes.length - 1)).isNegative();
        assertThat(LineEnds.next(bytes, 10, bytes.length)).isEqualTo(bytes.length - 1);
        assertThat(LineEnds.next(bytes, 5, 5)).isNegative();
    }

    @Test
    void agreesWithAByteByByteSearch() {
        Random random = new Random(7);
        byte[] bytes = new byte[200];
        for (int round = 0; round < 5_000; round++) {
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            int expected = from;
            while (expected < to && bytes[expected] != '\n' && bytes[expected] != '\r') {
                expected++;
            }
            assertThat(LineEnds.next(bytes, from, to)).isEqualTo(expected == to ? -1 : expected);
        }
    }
}
