package dev.fastmcp.transport.stdio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Reading standard error, keeping its end, and handing it on. */
class StderrTest {

    private final StderrTail tail = new StderrTail();

    private void read(byte[] bytes, StderrSink sink) {
        List<String> ended = new ArrayList<>();
        new StderrReader(new ByteArrayInputStream(bytes), sink, tail, () -> ended.add("end")).run();
        assertThat(ended).containsExactly("end");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void linesAreCutAndDecoded() {
        List<String> lines = new ArrayList<>();
        byte[] input = utf8("eins\r\n\nzwei ä\nlast");
        read(input, new Collecting(lines));

        assertThat(lines).containsExactly("eins", "zwei ä", "last");
        assertThat(tail.lines()).containsExactly("eins", "zwei ä", "last");
    }

    @Test
    void bytesThatAreNotUtf8AreReplaced() {
        read(new byte[] {'a', (byte) 0xFF, '\n'}, new Collecting(new ArrayList<>()));

        assertThat(tail.lines()).containsExactly("a\uFFFD");
    }

    @Test
    void lineWithoutEndIsCut() {
        List<String> lines = new ArrayList<>();
        read(utf8("x".repeat(1_000_000) + "\nnext\n"), new Collecting(lines));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).hasSize(8 * 1024 + 1).endsWith("x…");
        assertThat(lines.get(1)).isEqualTo("next");
    }

    @Test
    void fileThatCannotBeWrittenAnyMoreDoesNotStopTheReading() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        read(utf8("a\n".repeat(5000)), new StderrSink.Stream(full));

        assertThat(tail.lines()).hasSize(50);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void inheritedStderrGoesToSystemErrAsItIs() {
        PrintStream before = System.err;
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        System.setErr(new PrintStream(copy, true, StandardCharsets.UTF_8));
        try {
            read(utf8("a\r\nä"), new StderrSink.Inherited());
        } finally {
            System.setErr(before);
        }

        assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo("a\r\nä");
    }

    @Test
    void tailIsBoundedInLinesAndCharacters() {
        for (int i = 0; i < 1000; i++) {
            tail.add("line " + i);
        }
        assertThat(tail.lines()).hasSize(50).first().isEqualTo("line 950");

        for (int i = 0; i < 50; i++) {
            tail.add("y".repeat(5000));
        }
        assertThat(tail.lines().stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void excerptShowsTheLastLinesThatFit() {
        assertThat(tail.excerpt(List.of())).isEqualTo("; it wrote nothing to stderr");

        tail.add("first");
        tail.add("password is s3cret-s3cret");
        assertThat(tail.excerpt(List.of("s3cret-s3cret")))
                .isEqualTo("; last lines of stderr:\n  first\n  password is ***");

        for (int i = 0; i < 50; i++) {
            tail.add(i + " " + "z".repeat(400));
        }
        assertThat(tail.excerpt(List.of()).lines().skip(1))
                .hasSize(4)
                .last()
                .asString()
                .startsWith("  49 zzz");
    }

    @Test
    void consumerThatFailsGetsTheNextLine() throws InterruptedException {
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        LineDelivery delivery = new LineDelivery(line -> {
            lines.add(line);
            throw new IllegalStateException("consumer");
        });
        delivery.line("one");
        delivery.line("two");

        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("two");
    }

    @Test
    void consumerThatIsTooSlowLosesTheOldestLinesAndIsTold() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        LineDelivery delivery = new LineDelivery(line -> {
            started.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            lines.add(line);
        });
        delivery.line("0");
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 1; i <= 1005; i++) {
            delivery.line(String.valueOf(i));
        }
        go.countDown();

        List<String> received = new ArrayList<>();
        while (!received.contains("1005")) {
            received.add(String.valueOf(lines.poll(10, TimeUnit.SECONDS)));
        }
        assertThat(received).hasSize(1002);
        assertThat(received.subList(0, 3))
                .containsExactly("0", "[5 lines were dropped here, since their consumer is too slow]", "6");
    }

    /**
     * Keeps the lines.
     *
     * @param lines where
     */
    private record Collecting(List<String> lines) implements StderrSink {
        @Override
        public void line(String line) {
            lines.add(line);
        }
    }
}
