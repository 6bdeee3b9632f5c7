package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Era;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineServerTest {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";

    private static String hangUp() {
        return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"hang-up\"}}";
    }

    private static String serve(String input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ScriptedServer.faulty(Era.AUTO).serve(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void answersLineByLineAndSkipsEmptyOnes() throws Exception {
        assertThat(serve(PING + "\n\r\n\n" + PING + "\r\n")).isEqualTo(PONG + "\n" + PONG + "\n");
    }

    @Test
    void stopsReadingWhenItHangsUp() throws Exception {
        assertThat(serve(PING + "\n" + hangUp() + "\n" + PING + "\n")).isEqualTo(PONG + "\n");
    }

    @Test
    void writesAMessageInTwoParts() throws Exception {
        List<String> writes = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                writes.add(toString(StandardCharsets.UTF_8));
                reset();
            }
        };

        ScriptedServer.faulty(Era.AUTO)
                .serve(new ByteArrayInputStream((PING + "\n").getBytes(StandardCharsets.UTF_8)), out);

        assertThat(writes).hasSize(2).doesNotContain("");
        assertThat(String.join("", writes)).isEqualTo(PONG + "\n");
    }

    @Test
    void runsAsAProcessUntilItsInputEnds() throws Exception {
        Process process = new ProcessBuilder(ScriptedServer.command(Era.LEGACY))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer input = process.outputWriter(StandardCharsets.UTF_8);
                BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            input.write(PING + "\n");
            input.flush();
            assertThat(output.readLine()).isEqualTo(PONG);
        }

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
