package dev.fastmcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.ProgressNotification;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Output output(boolean terminal) {
        return new Output(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> terminal);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void showsProgressAsPlainLinesToAProgram() {
        Output output = output(false);
        output.progress(progress(1, 3.0, "one\u001b[2J"));
        output.progress(progress(0.5, null, null));
        assertThat(err()).isEqualTo("progress 1/3 one\\u001b[2J\nprogress 0.5\n");
    }

    @Test
    void showsProgressOnOneLineOfATerminalAndWipesIt() {
        Output output = output(true);
        output.progress(progress(1, 3.0, "one"));
        output.progress(progress(2, 3.0, "x".repeat(200)));
        output.line("done");
        assertThat(err()).startsWith("\r\u001b[K1/3 one\r\u001b[K2/3 xxx").endsWith("x…\r\u001b[K");
        assertThat(err().lines().mapToInt(String::length).max().orElseThrow()).isLessThan(110);
    }

    @Test
    void showsNoProgressWhenItIsToBeQuiet() {
        Output output = output(true);
        output.quiet(true);
        output.progress(progress(1, 3.0, "one"));
        assertThat(err()).isEmpty();
    }

    @Test
    void wipesProgressAndIsSilentAfterTheEnd() throws InterruptedException {
        Output output = output(true);
        output.progress(progress(1, 3.0, "one"));
        output.finish();
        output.failure(new UsageException("too late"), ExitCodes.USAGE);
        output.line("too late");
        assertThat(err()).endsWith("\r\u001b[K");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void escapesStackTraces() {
        Output output = output(false);
        output.failure(new IllegalStateException("odd", new IllegalStateException("\u001b[2J")), ExitCodes.INTERNAL);
        assertThat(err())
                .startsWith("fastmcp: odd\n")
                .contains("Caused by", "\\u001b[2J")
                .doesNotContain("\u001b");
    }

    private static ProgressNotification progress(double done, Double total, String message) {
        return new ProgressNotification(
                RequestId.of(1), done, Optional.ofNullable(total), Optional.ofNullable(message), Map.of(), Map.of());
    }
}
