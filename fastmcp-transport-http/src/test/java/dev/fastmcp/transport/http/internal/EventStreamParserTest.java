package dev.fastmcp.transport.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamParserTest {

    private static final int LARGE = 1024 * 1024;

    /** What a stream amounts to. */
    private static final class Heard implements EventStreamParser.Receiver {

        final List<String> events = new ArrayList<>();
        final EventStreamParser parser;

        Heard(int max) {
            parser = new EventStreamParser(max, this);
        }

        @Override
        public void onEvent(String type, byte[] data, int length) {
            events.add(type + "|" + new String(data, 0, length, StandardCharsets.UTF_8));
        }

        Heard feed(String text) throws EventStreamParser.EventTooLargeException {
            byte[] bytes = bytes(text);
            parser.feed(bytes, 0, bytes.length);
            return this;
        }

        @Nullable
        String lastEventId() {
            return parser.lastEventId();
        }
    }

    /** So that tables can hold bytes that are no characters, each char below 256 that is not part of proper text stands for itself. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Heard parsed(String text) throws EventStreamParser.EventTooLargeException {
        return new Heard(LARGE).feed(text);
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of("data: x\n\n", List.of("message|x")),
                Arguments.of("data: x\r\r", List.of("message|x")),
                Arguments.of("data: x\r\n\r\n", List.of("message|x")),
                Arguments.of("data: x\r\n\n", List.of("message|x")),
                Arguments.of("data: x\n\r", List.of("message|x")),
                Arguments.of("data: x\n\r\n", List.of("message|x")),
                Arguments.of("data: x\r\r\n", List.of("message|x")),
                Arguments.of("data: a\rdata: b\ndata: c\r\n\r\n", List.of("message|a\nb\nc")),
                Arguments.of("data: a\r\n\r\ndata: b\r\rdata: c\n\n", List.of("message|a", "message|b", "message|c")),
                Arguments.of("\uFEFFdata: x\n\n", List.of("message|x")),
                Arguments.of("\uFEFF\uFEFFdata: x\n\n", List.of()),
                Arguments.of("data: a\n\n\uFEFFdata: x\n\n", List.of("message|a")),
                Arguments.of("\uFEFF\n\ndata: x\n\n", List.of("message|x")),
                Arguments.of("\uFEFF: comment\ndata: x\n\n", List.of("message|x")),
                Arguments.of("data:x\n\n", List.of("message|x")),
                Arguments.of("data:  x \n\n", List.of("message| x ")),
                Arguments.of("data:\tx\n\n", List.of("message|\tx")),
                Arguments.of("data: a: b:c\n\n", List.of("message|a: b:c")),
                Arguments.of("data\n\n", List.of("message|")),
                Arguments.of("data:\n\n", List.of("message|")),
                Arguments.of("data: \n\n", List.of("message|")),
                Arguments.of("data\ndata\n\n", List.of("message|\n")),
                Arguments.of("data:\ndata: x\ndata:\n\n", List.of("message|\nx\n")),
                Arguments.of(": comment\n:\n::\n:data: no\ndata: x\n\n", List.of("message|x")),
                Arguments.of("data: a\n: comment\ndata: b\n\n", List.of("message|a\nb")),
                Arguments.of(
                        "unknown: 1\nData: no\nDATA: no\ndatum: no\ndata : no\n data: no\ndata: x\n\n",
                        List.of("message|x")),
                Arguments.of("event: ping\ndata: x\n\ndata: y\n\n", List.of("ping|x", "message|y")),
                Arguments.of("event: ping\n\ndata: y\n\n", List.of("message|y")),
                Arguments.of("event: a\nevent: b\ndata: x\n\n", List.of("b|x")),
                Arguments.of("event:\ndata: x\n\n", List.of("message|x")),
                Arguments.of("event: a\nevent\ndata: x\n\n", List.of("message|x")),
                Arguments.of("data: x\nevent: late\n\n", List.of("late|x")),
                Arguments.of("event: größe\ndata: ü漢😀\n\n", List.of("größe|ü漢😀")),
                Arguments.of("id: 1\n\n\n\n", List.of()),
                Arguments.of("data: x\n", List.of()),
                Arguments.of("data: x", List.of()),
                Arguments.of("data: a\n\ndata: b\n", List.of("message|a")),
                Arguments.of("data: a\n\nevent: x\ndata: b", List.of("message|a")),
                Arguments.of("", List.of()),
                Arguments.of("\n\n\r\r\r\n\r\n", List.of()),
                Arguments.of("data: nul\0inside\n\n", List.of("message|nul\0inside")),
                Arguments.of(
                        "data: " + "long".repeat(1000) + "\n\ndata: b\n\n",
                        List.of("message|" + "long".repeat(1000), "message|b")),
                Arguments.of(
                        "data: " + "one".repeat(500) + "\ndata: " + "two".repeat(900) + "\n\n",
                        List.of("message|" + "one".repeat(500) + "\n" + "two".repeat(900))));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readsWholeStreams(String stream, List<String> expected) throws Exception {
        assertThat(parsed(stream).events).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readsTheSameByteByByte(String stream, List<String> expected) throws Exception {
        Heard heard = new Heard(LARGE);
        byte[] bytes = bytes(stream);
        for (int i = 0; i < bytes.length; i++) {
            heard.parser.feed(bytes, i, 1);
            heard.parser.feed(bytes, i, 0);
        }

        assertThat(heard.events).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readsTheSameInAnyPieces(String stream, List<String> expected) throws Exception {
        byte[] bytes = bytes(stream);
        for (int seed = 0; seed < 200; seed++) {
            assertThat(inPieces(bytes, seed, LARGE).events).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /** Uses one array for all pieces, as a reader of a socket does. */
    private static Heard inPieces(byte[] bytes, int seed, int max) throws EventStreamParser.EventTooLargeException {
        Random random = new Random(seed);
        Heard heard = new Heard(max);
        byte[] chunk = new byte[64];
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(60)));
            int offset = random.nextInt(chunk.length - length + 1);
            random.nextBytes(chunk);
            System.arraycopy(bytes, at, chunk, offset, length);
            heard.parser.feed(chunk, offset, length);
            at += length;
        }
        return heard;
    }

    @Test
    void losesAndDoublesNoEventInRandomStreams() throws Exception {
        String[] ends = {"\n", "\r", "\r\n"};
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StringBuilder stream = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            List<String> expected = new ArrayList<>();
            for (int event = 0; event < 30; event++) {
                String end = ends[random.nextInt(3)];
                String type = random.nextInt(3) == 0 ? "type-" + event : "message";
                if (!type.equals("message")) {
                    stream.append("event: ").append(type).append(end);
                }
                if (random.nextInt(3) == 0) {
                    stream.append(": noise").append(end).append("noise").append(end);
                }
                List<String> lines = new ArrayList<>();
                for (int line = random.nextInt(4); line >= 0; line--) {
                    String text =
                            "é" + event + "-" + line + "x".repeat(random.nextInt(3) == 0 ? 700 : random.nextInt(20));
                    lines.add(text);
                    stream.append(random.nextBoolean() ? "data: " : "data:")
                            .append(text)
                            .append(end);
                }
                // A carriage return that ends a line, and a line feed that ends the next, would be one line end.
                stream.append(end);
                expected.add(type + "|" + String.join("\n", lines));
            }

            assertThat(inPieces(bytes(stream.toString()), seed, LARGE).events)
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void replacesWhatIsNoUtf8InsteadOfFailing() throws Exception {
        Heard heard = new Heard(LARGE);
        byte[] bytes = {
            'e', 'v', 'e', 'n', 't', ':', (byte) 0xC3, '\n', 'd', 'a', 't', 'a', ':', (byte) 0xFF, '\n', '\n'
        };

        heard.parser.feed(bytes, 0, bytes.length);

        assertThat(heard.events).containsExactly("\uFFFD|\uFFFD");
    }

    @Test
    void handsOverDataThatDoesNotChangeLater() throws Exception {
        List<byte[]> arrays = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        EventStreamParser parser = new EventStreamParser(LARGE, (type, data, length) -> {
            arrays.add(data);
            lengths.add(length);
        });
        byte[] chunk = new byte[100];
        String stream = "data: " + "a".repeat(2000) + "\n\ndata: short\n\ndata: " + "b".repeat(2000) + "\n\n";
        byte[] bytes = bytes(stream);
        for (int at = 0; at < bytes.length; at += chunk.length) {
            int length = Math.min(chunk.length, bytes.length - at);
            System.arraycopy(bytes, at, chunk, 0, length);
            parser.feed(chunk, 0, length);
        }

        assertThat(arrays).hasSize(3).doesNotHaveDuplicates();
        assertThat(new String(arrays.get(0), 0, lengths.get(0), StandardCharsets.UTF_8))
                .isEqualTo("a".repeat(2000));
        assertThat(new String(arrays.get(1), 0, lengths.get(1), StandardCharsets.UTF_8))
                .isEqualTo("short");
        assertThat(new String(arrays.get(2), 0, lengths.get(2), StandardCharsets.UTF_8))
                .isEqualTo("b".repeat(2000));
    }

    @Test
    void remembersTheLastId() throws Exception {
        assertThat(parsed("data: x\n\n").lastEventId()).isNull();
        assertThat(parsed("id: 1\ndata: x\n\nid: 2\ndata: y\n\ndata: z\n\n").lastEventId())
                .isEqualTo("2");
        assertThat(parsed("id: 1\n\n").lastEventId()).isEqualTo("1");
        assertThat(parsed("id:1\ndata:\n\n").lastEventId()).isEqualTo("1");
        assertThat(parsed("id: a:b c\n\n").lastEventId()).isEqualTo("a:b c");
    }

    @Test
    void anEmptyIdTakesTheIdBack() throws Exception {
        assertThat(parsed("id: 1\n\nid\n\n").lastEventId()).isNull();
        assertThat(parsed("id: 1\n\nid:\n\n").lastEventId()).isNull();
    }

    /** By the standard an id becomes the last one with the end of its event; otherwise a resumed stream would lose the event that was cut off. */
    @Test
    void theIdOfAnIncompleteEventDoesNotCount() throws Exception {
        assertThat(parsed("id: 1\ndata: x\n\nid: 2\ndata: y\n").lastEventId()).isEqualTo("1");
        assertThat(parsed("id: 1\ndata: x\n\nid: 2\n").lastEventId()).isEqualTo("1");
        assertThat(parsed("id: 2\ndata: cut").lastEventId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul\0", "größe", "tab\there", "\u007F", "esc\u001B"})
    void ignoresIdsThatNoHeaderCanCarry(String id) throws Exception {
        assertThat(parsed("id: good\n\nid: " + id + "\ndata: x\n\n").lastEventId())
                .isEqualTo("good");
    }

    @Test
    void ignoresAHugeId() throws Exception {
        assertThat(parsed("id: good\n\nid: " + "9".repeat(100_000) + "\n\n").lastEventId())
                .isEqualTo("good");
    }

    @Test
    void readsTheTimeToWait() throws Exception {
        assertThat(parsed("data: x\n\n").parser.retryMillis()).isNegative();
        assertThat(parsed("retry: 1500\n\n").parser.retryMillis()).isEqualTo(1500);
        assertThat(parsed("retry:0\n").parser.retryMillis()).isZero();
        assertThat(parsed("retry: 1\nretry: 2\n").parser.retryMillis()).isEqualTo(2);
        assertThat(parsed("retry: 000000000000007\n").parser.retryMillis()).isEqualTo(7);
        assertThat(parsed("retry: 999999999999999999\n").parser.retryMillis()).isEqualTo(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "1.5", "1e3", "0x10", "soon", "", "1 ", " 1", "١"})
    void ignoresATimeThatIsNoNumber(String text) throws Exception {
        assertThat(parsed("retry: 20\nretry: " + text + "\n\n").parser.retryMillis())
                .isEqualTo(20);
    }

    @Test
    void aTimeBeyondAllNumbersIsHarmless() throws Exception {
        assertThat(parsed("retry: " + "9".repeat(50) + "\n\n").parser.retryMillis())
                .satisfiesAnyOf(
                        millis -> assertThat(millis).isNegative(),
                        millis -> assertThat(millis).isGreaterThan(30_000));
    }

    @Test
    void takesAnEventOfExactlyTheLimit() throws Exception {
        String data = "x".repeat(2000);

        for (int seed = 0; seed < 20; seed++) {
            assertThat(inPieces(bytes("data: " + data + "\n\n"), seed, 2000).events)
                    .containsExactly("message|" + data);
        }
        assertThat(new Heard(2000).feed("data: " + data + "\n\n").events).containsExactly("message|" + data);
    }

    @Test
    void refusesALineOverTheLimit() {
        byte[] bytes = bytes("data: " + "x".repeat(2001) + "\n\n");

        assertThatThrownBy(() -> new Heard(2000).parser.feed(bytes, 0, bytes.length))
                .isInstanceOf(EventStreamParser.EventTooLargeException.class);
        for (int seed = 0; seed < 20; seed++) {
            int pieces = seed;
            assertThatThrownBy(() -> inPieces(bytes, pieces, 2000))
                    .isInstanceOf(EventStreamParser.EventTooLargeException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: ", ": ", "unknown: ", "id: ", "event: ", ""})
    void refusesALineWithoutEnd(String start) throws Exception {
        Heard heard = new Heard(2000).feed(start);
        byte[] more = new byte[100];

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        heard.parser.feed(more, 0, more.length);
                    }
                })
                .isInstanceOf(EventStreamParser.EventTooLargeException.class);
    }

    @Test
    void refusesAnEventOfManyLinesOverTheLimit() {
        assertThatThrownBy(() -> new Heard(2000).feed("data: 12345678\n".repeat(230)))
                .isInstanceOf(EventStreamParser.EventTooLargeException.class);
        assertThatThrownBy(() -> new Heard(2000).feed("data\n".repeat(2100)))
                .isInstanceOf(EventStreamParser.EventTooLargeException.class);
    }

    @Test
    void anyNumberOfCommentsAndSmallEventsIsFine() {
        Heard heard = new Heard(2000);

        assertThatCode(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        heard.feed(": still here\n");
                    }
                    for (int i = 0; i < 20_000; i++) {
                        heard.feed("data: y\n\n");
                    }
                })
                .doesNotThrowAnyException();
        assertThat(heard.events).hasSize(20_000);
    }
}
