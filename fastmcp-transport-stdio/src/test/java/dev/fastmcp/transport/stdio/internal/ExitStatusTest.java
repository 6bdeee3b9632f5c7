package dev.fastmcp.transport.stdio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|false|exited with code 0",
                "127|false|exited with code 127",
                "137|false|was ended by signal 9 (SIGKILL, exit code 137)",
                "143|false|was ended by signal 15 (SIGTERM, exit code 143)",
                "200|false|exited with code 200",
                "255|false|exited with code 255",
                "1|true|exited with code 1",
                "137|true|exited with code 137",
                "-1073741819|true|crashed with status 0xc0000005",
            })
    void saysHowAProcessEnded(int code, boolean windows, String expected) {
        assertThat(ExitStatus.describe(code, windows)).isEqualTo(expected);
    }
}
