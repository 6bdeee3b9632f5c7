package dev.fastmcp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.testkit.ScriptedServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a process and back, with the artifacts that are installed. */
@Timeout(60)
class ConfiguredServersIT {

    private static CommandServer scripted(Era era) {
        List<String> command = ScriptedServer.command(era);
        return CommandServer.of(
                command.get(0), command.subList(1, command.size()).toArray(String[]::new));
    }

    @Test
    void aFileInWhateverFormStartsItsServer(@TempDir Path folder) {
        Path file = folder.resolve("mcp.json");
        McpConfig config = McpConfig.empty()
                .with("off", CommandServer.of("no-such-program").withDisabled(true))
                .with("scripted", scripted(Era.MODERN));
        config.write(file);
        for (Object source : List.<Object>of(
                file,
                file.toString(),
                file.toFile(),
                file.toUri(),
                config,
                config.json(),
                config.server("scripted"),
                URI.create(file.toUri().toString().replaceFirst("file:", "FILE:")))) {
            try (ClientSession session = Client.connect(source)) {
                assertThat(session.callTool("add", Map.of("a", 1, "b", 2)).text())
                        .isEqualTo("3");
            }
        }
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }

    private static void callBoth(ClientSession session) {
        assertThat(session.callTool("one_add", Map.of("a", 1, "b", 2)).text()).isEqualTo("3");
        assertThat(session.callTool("two_add", Map.of("a", 1, "b", 2)).text()).isEqualTo("3");
    }

    private static List<ProcessHandle> without(List<ProcessHandle> before) {
        List<ProcessHandle> started = new ArrayList<>(children());
        started.removeAll(before);
        return started;
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void theProcessesOfAllServersAreThereForTheNextSessionAndEndWithTheClient() throws Exception {
        McpConfig config = McpConfig.empty().with("one", scripted(Era.MODERN)).with("two", scripted(Era.LEGACY));
        List<ProcessHandle> before = children();
        Client<?> client = Client.of(config);
        try (ClientSession first = client.connect()) {
            callBoth(first);
        }
        List<ProcessHandle> started = without(before);
        assertThat(started).hasSize(2);
        try (ClientSession second = client.connect()) {
            callBoth(second);
        }
        assertThat(without(before)).containsExactlyInAnyOrderElementsOf(started);

        client.close();

        awaitEnd(started);
    }

    @Test
    void processesThatAreNotToBeKeptEndWithTheLastSession() throws Exception {
        McpConfig config = McpConfig.empty()
                .with("one", scripted(Era.MODERN).withKeepAlive(false))
                .with("two", scripted(Era.LEGACY).withKeepAlive(false));
        List<ProcessHandle> before = children();
        try (Client<?> client = Client.of(config)) {
            ClientSession session = client.connect();
            callBoth(session);
            List<ProcessHandle> started = without(before);
            assertThat(started).hasSize(2);

            session.close();

            awaitEnd(started);
        }
    }

    @Test
    void anEntryPinsEraAndTimeoutOfItsServer() {
        try (ClientSession session =
                Client.connect(scripted(Era.AUTO).withEra("legacy").withTimeout(Duration.ofMillis(500)))) {
            assertThat(session.server().era()).isEqualTo(Era.LEGACY);
            assertThatThrownBy(() -> session.callTool("drop", Map.of()))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessageContaining("500 ms");
            assertThat(session.callTool("add", Map.of("a", 1, "b", 2)).text()).isEqualTo("3");
        }
    }
}
