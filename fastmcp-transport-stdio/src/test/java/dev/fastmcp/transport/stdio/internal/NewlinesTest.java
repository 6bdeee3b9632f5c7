package dev.fastmcp.transport.stdio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewlinesTest {

    @Test
    void findsTheFirstLineFeedAtEveryPositionAndOffset() {
        for (int length = 0; length < 40; length++) {
            for (int from = 0; from <= length; from++) {
                for (int at = 0; at < length; at++) {
                    byte[] bytes = new byte[length];
                    Arrays.fill(bytes, (byte) 'x');
                    bytes[at] = '\n';
                    assertThat(Newlines.indexOf(bytes, from, length)).isEqualTo(at >= from ? at : -1);
                    assertThat(Newlines.indexOf(bytes, from, Math.max(from, at)))
                            .isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void isNotFooledByNeighbouringBytes() {
        Random random = new Random(7);
        byte[] alphabet = {'\n', '\n' + 1, '\n' - 1, (byte) 0x8A, (byte) 0x80, 0, -1, 'x', 'y', 'z', 'x', 'y'};
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(30)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = alphabet[random.nextInt(alphabet.length)];
            }
            assertThat(Newlines.indexOf(bytes, 0, bytes.length)).isEqualTo(oneByOne(bytes));
        }
    }

    private static int oneByOne(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
