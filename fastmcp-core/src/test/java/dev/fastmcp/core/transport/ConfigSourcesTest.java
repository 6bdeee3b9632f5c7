package dev.fastmcp.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.spi.TransportSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourcesTest {

    private static final Map<String, Object> ENTRY = Map.of("command", "x");
    private static final TransportSource.Server ONE = new TransportSource.Server("one", CommandServer.of("x"));

    @Test
    void oneServerIsFoundInWhateverHoldsIt(@TempDir Path folder) throws IOException {
        Map<String, Object> map = Map.of("mcpServers", Map.of("one", ENTRY));
        Path file = folder.resolve("mcp.json");
        McpConfig.of(map).write(file);
        for (Object source : List.of(
                map,
                Map.of("one", ENTRY),
                McpConfig.of(map),
                new TransportSource.Config(McpConfig.of(map)),
                file,
                file.toFile(),
                file.toUri(),
                file.toString(),
                ONE)) {
            assertThat(ConfigSources.resolved(source)).isEqualTo(ONE);
        }
        assertThat(ConfigSources.resolved(CommandServer.of("x")))
                .isEqualTo(new TransportSource.Server("server", CommandServer.of("x")));
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void anAddressThatEndsLikeAFileIsAnAddress() {
        assertThat(ConfigSources.resolved("https://h/mcp.json")).isEqualTo("https://h/mcp.json");
        assertThat(ConfigSources.resolved(URI.create("https://h/mcp.json"))).isInstanceOf(URI.class);
    }

    @Test
    void disabledServersDoNotCount() {
        McpConfig config = McpConfig.of(Map.of("one", ENTRY, "off", Map.of("command", "y", "disabled", true)));
        assertThat(ConfigSources.resolved(config)).isEqualTo(ONE);
        assertThatThrownBy(() -> ConfigSources.resolved(config.without("one")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("All servers of the configuration are disabled: enable one, or pass its entry itself");
        assertThatThrownBy(() -> ConfigSources.resolved(Map.of()))
                .hasMessage("The configuration has no servers: add one under \"mcpServers\"");
    }

    @Test
    void severalServersStayAConfiguration() {
        assertThat(ConfigSources.resolved(Map.of("a", ENTRY, "b", ENTRY)))
                .isInstanceOfSatisfying(
                        TransportSource.Config.class,
                        several -> assertThat(several.config().servers()).containsOnlyKeys("a", "b"));
    }

    @Test
    void aServerWhoseToolsAreChangedIsTreatedAsIfThereWereOthers() {
        McpServerConfig changed = CommandServer.of("x").with("exclude_tags", List.of("slow"));

        assertThat(ConfigSources.resolved(changed)).isInstanceOf(TransportSource.Config.class);
        assertThat(ConfigSources.resolved(McpConfig.empty().with("one", changed)))
                .isInstanceOf(TransportSource.Config.class);
    }

    @Test
    void aMissingVariableIsNamedWithItsPlaceInTheFile() {
        McpConfig config = McpConfig.empty().with("one", CommandServer.of("${NO_SUCH_VARIABLE_OF_THIS_TEST}"));
        assertThatThrownBy(() -> ConfigSources.resolved(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("mcpServers.one.command: the environment variable"
                        + " NO_SUCH_VARIABLE_OF_THIS_TEST is not set");
    }

    @Test
    void theTransportOfAnEntryIsTheIdOfAFactory() {
        assertThat(id(RemoteServer.of("https://h"))).isEmpty();
        assertThat(id(RemoteServer.of("https://h").with("type", "sse"))).contains("sse");
        assertThat(id(RemoteServer.of("https://h").with("transport", "http"))).contains("streamable-http");
        assertThat(id(RemoteServer.of("wss://h").withTransport("ws"))).contains("websocket");
        assertThat(id(RemoteServer.of("wss://h"))).isEmpty();
        assertThat(id(new RemoteServer(Map.of("httpUrl", "https://h/sse")))).contains("streamable-http");
    }

    private static Optional<String> id(RemoteServer server) {
        return ConfiguredId.of(new TransportSource.Server("a", server));
    }
}
