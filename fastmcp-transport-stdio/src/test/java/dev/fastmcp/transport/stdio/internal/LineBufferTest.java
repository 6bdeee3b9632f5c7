package dev.fastmcp.transport.stdio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {

    private static final int MAX = 1_000_000;

    /** Delivers at most so many bytes at a time, as pipes do. */
    private static final class Trickle extends InputStream {
        private final InputStream in;
        private final Random random = new Random(3);
        private final int most;

        Trickle(byte[] bytes, int most) {
            this.in = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            assertThat(length).isPositive();
            return in.read(target, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }

    private static List<String> lines(byte[] input, int atOnce, int max) throws IOException {
        List<String> lines = new ArrayList<>();
        List<byte[]> arrays = new ArrayList<>();
        LineBuffer buffer = new LineBuffer(max);
        InputStream in = new Trickle(input, atOnce);
        while (buffer.advance(in, (bytes, offset, length) -> {
            assertThat(arrays).noneMatch(array -> array == bytes);
            arrays.add(bytes);
            lines.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        })) {
            assertThat(buffer).isNotNull();
        }
        return lines;
    }

    private static List<String> lines(String input) throws IOException {
        return lines(input.getBytes(StandardCharsets.UTF_8), 3, MAX);
    }

    @Test
    void blankLinesAndCarriageReturnsAreDropped() throws IOException {
        assertThat(lines("a\r\n\n \t\r\n\r\nb\n")).containsExactly("a", "b");
    }

    @Test
    void onlyTheLastCarriageReturnBelongsToTheLineEnd() throws IOException {
        assertThat(lines("a\rb\r\r\n")).containsExactly("a\rb\r");
    }

    @Test
    void oneByteOrderMarkIsDropped() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb\n")).containsExactly("a", "\uFEFFb");
        assertThat(lines("\uFEFF\nb\n")).containsExactly("b");
    }

    @Test
    void lastLineNeedsNoEnd() throws IOException {
        assertThat(lines("a\nb")).containsExactly("a", "b");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void separatorsOfUnicodeAreNoLineEnds() throws IOException {
        assertThat(lines("a\u2028b\u0085c\n")).containsExactly("a\u2028b\u0085c");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 8191, 8192, 70_000})
    void linesOfAllSizesArriveUnchangedHoweverTheyAreCut(int atOnce) throws IOException {
        Random random = new Random(atOnce);
        List<String> expected = new ArrayList<>();
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < (atOnce == 1 ? 20 : 200); i++) {
            int length = i % 10 == 9 ? random.nextInt(300_000) : random.nextInt(3_000);
            String line = i + ":" + "äx€".repeat(length / (atOnce == 1 ? 60 : 6));
            expected.add(line);
            input.append(line).append('\n');
        }

        assertThat(lines(input.toString().getBytes(StandardCharsets.UTF_8), atOnce, MAX))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 8192, 100_000, 131_072})
    void lineOfExactlyTheMaximumPasses(int max) throws IOException {
        String line = "x".repeat(max);

        for (String input : List.of(line + "\n", line + "\r\n", "\uFEFF" + line + "\r\n", line)) {
            assertThat(lines(input.getBytes(StandardCharsets.UTF_8), 5000, max)).containsExactly(line);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 8192, 100_000, 131_072})
    void oneByteMoreThanTheMaximumDoesNot(int max) {
        String line = "x".repeat(max + 1);

        for (String input : List.of(line + "\n", line + "\r\n", line, line + "y".repeat(100))) {
            assertThatThrownBy(() -> lines(input.getBytes(StandardCharsets.UTF_8), 5000, max))
                    .isInstanceOf(LineBuffer.LineTooLongException.class);
        }
    }

    @Test
    void endlessLineNeedsNoMoreMemoryThanTheMaximum() {
        InputStream endless = new InputStream() {
            private long delivered;

            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                assertThat(delivered).isLessThan(MAX + 100L);
                assertThat(target.length).isLessThan(MAX + 100_000);
                delivered += length;
                return length;
            }
        };
        LineBuffer buffer = new LineBuffer(MAX);

        assertThatThrownBy(() -> {
                    while (buffer.advance(endless, (bytes, offset, length) -> {})) {
                        assertThat(buffer).isNotNull();
                    }
                })
                .isInstanceOf(LineBuffer.LineTooLongException.class);
    }

    @Test
    void smallLinesRetainNothingButThemselves() throws IOException {
        List<byte[]> arrays = new ArrayList<>();
        LineBuffer buffer = new LineBuffer(MAX);
        InputStream in = new ByteArrayInputStream("a\nbc\n".getBytes(StandardCharsets.UTF_8));
        assertThatCode(() -> buffer.advance(in, (bytes, offset, length) -> arrays.add(bytes)))
                .doesNotThrowAnyException();

        assertThat(arrays).extracting(array -> array.length).containsExactly(1, 2);
    }

    @Test
    void largeLinesAreHandedOnWithLittleWaste() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        LineBuffer buffer = new LineBuffer(MAX);
        InputStream in = new Trickle(("x".repeat(500_000) + "\n").repeat(5).getBytes(StandardCharsets.UTF_8), 65_536);
        while (buffer.advance(in, (bytes, offset, length) -> sizes.add(bytes.length))) {
            assertThat(buffer).isNotNull();
        }

        assertThat(sizes).hasSize(5).allMatch(size -> size <= 1_000_000);
        assertThat(sizes.subList(1, 5)).allMatch(size -> size <= 510_000);
    }
}
