package dev.fastmcp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(complaints, true, UTF_8);

    private static StandardOutput failing(String reason) {
        return new StandardOutput(new OutputStream() {
            @Override
            public void write(int next) throws IOException {
                throw new IOException(reason);
            }
        });
    }

    @Test
    void passesOnWhatIsWritten() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        StandardOutput output = new StandardOutput(target);
        new PrintStream(output, true, UTF_8).print("é");
        assertThat(target.toString(UTF_8)).isEqualTo("é");
        assertThat(output.exitCode(ExitCodes.OK, err)).isZero();
        assertThat(complaints.size()).isZero();
    }

    @Test
    void lostOutputIsNoSuccess() {
        StandardOutput output = failing("No space left on device");
        new PrintStream(output, true, UTF_8).println("result");
        assertThat(output.exitCode(ExitCodes.OK, err)).isEqualTo(70);
        assertThat(complaints.toString(UTF_8))
                .isEqualToIgnoringNewLines("fastmcp: the output could not be written: No space left on device");
    }

    @Test
    void aFailureKeepsItsExitCode() {
        StandardOutput output = failing("No space left on device");
        new PrintStream(output, true, UTF_8).println("result");
        assertThat(output.exitCode(ExitCodes.TOOL_FAILED, err)).isEqualTo(ExitCodes.TOOL_FAILED);
    }

    @Test
    void aReaderThatHasEnoughIsNoFailure() {
        StandardOutput output = failing("Broken pipe");
        new PrintStream(output, true, UTF_8).println("result");
        assertThat(output.exitCode(ExitCodes.OK, err)).isZero();
        assertThat(complaints.size()).isZero();
    }
}
