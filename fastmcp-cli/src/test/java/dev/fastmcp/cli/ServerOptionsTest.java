package dev.fastmcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long requests and connecting may take. */
class ServerOptionsTest {

    private static Invocation invocation(String... words) {
        return new Invocation(new ListCommand().parser().parseArgs(words), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 60000, 60000",
        "--timeout 3, 3000, 3000",
        "--timeout 90, 90000, 90000",
        "--timeout 0, 0, 0",
        "--connect-timeout 5, 60000, 5000",
        "--connect-timeout 0, 60000, 0",
        "--timeout 3 --connect-timeout 0.5, 3000, 500",
    })
    void theTimeoutIsForConnectingAsWellUnlessThereIsAnotherOne(String words, long request, long connecting) {
        ServerOptions options = ServerOptions.of(invocation(words.isEmpty() ? new String[0] : words.split(" ")), null);
        assertThat(options.timeout()).isEqualTo(Duration.ofMillis(request));
        assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(connecting));
    }

    @Test
    void requestsOfOthersHaveNoLimitButConnectingHas() {
        ServerOptions options = ServerOptions.patient(invocation(), null);
        assertThat(options.timeout()).isZero();
        assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(ServerOptions.patient(invocation("--timeout", "3"), null).connectTimeout())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anEntryMayGiveMoreTimeForConnectingButNotLess(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mcp.json"),
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"timeout\":90000},\"b\":{\"command\":\"x\",\"timeout\":500}}}");
        ServerOptions slow = ServerOptions.of(invocation(), file + ":a");
        assertThat(slow.timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(slow.connectTimeout()).isEqualTo(Duration.ofSeconds(90));
        ServerOptions quick = ServerOptions.of(invocation(), file + ":b");
        assertThat(quick.timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(quick.connectTimeout()).isEqualTo(Duration.ofSeconds(60));
    }
}
