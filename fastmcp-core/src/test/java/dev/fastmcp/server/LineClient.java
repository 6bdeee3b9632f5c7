package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One who writes lines to a server, and reads what it writes, to the letter. */
final class LineClient {

    private final PrintStream in;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread serving;

    LineClient(FastMcpServer server) {
        PipedOutputStream written = new PipedOutputStream();
        in = new PrintStream(written, true, StandardCharsets.UTF_8);
        try {
            PipedInputStream input = new PipedInputStream(written, 64 * 1024);
            serving = Thread.ofPlatform().daemon().name("serving").start(() -> serve(server, input));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(FastMcpServer server, PipedInputStream input) {
        try {
            server.serve(input, new Lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what may be several lines at once. */
    void send(String text) {
        in.print(text + "\n");
        in.flush();
    }

    String answer(String line) throws InterruptedException {
        send(line);
        return next();
    }

    /** The next line of the server, whichever of its threads writes it. */
    String next() throws InterruptedException {
        return String.valueOf(lines.poll(10, TimeUnit.SECONDS));
    }

    /** Has nothing more to say, and waits until the server has ended. */
    void end(Duration patience) throws InterruptedException {
        in.close();
        assertThat(serving.join(patience)).isTrue();
    }

    void close() throws InterruptedException {
        end(Duration.ofSeconds(10));
    }

    private final class Lines extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int next) {
            if (next == '\n') {
                lines.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }
}
