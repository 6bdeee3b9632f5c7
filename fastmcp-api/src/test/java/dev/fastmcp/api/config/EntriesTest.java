package dev.fastmcp.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.ConfigException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {

    @Test
    void anEntryOfACommandIsMadeWithoutWritingJson() {
        CommandServer server = CommandServer.of("npx", "-y", "pkg")
                .withEnv("KEY", "${KEY}")
                .withEnv(Map.of("LEVEL", "info"))
                .withCwd(Path.of("work"))
                .withKeepAlive(false)
                .withTimeout(Duration.ofSeconds(2))
                .withEra("modern")
                .withDescription("d")
                .withIncludeTags("a", "b")
                .withExcludeTags("c")
                .withDisabled(true);
        assertThat(server.json())
                .isEqualTo(Map.ofEntries(
                        Map.entry("command", "npx"),
                        Map.entry("args", List.of("-y", "pkg")),
                        Map.entry("env", Map.of("KEY", "${KEY}", "LEVEL", "info")),
                        Map.entry("cwd", "work"),
                        Map.entry("keep_alive", false),
                        Map.entry("timeout", 2000L),
                        Map.entry("era", "modern"),
                        Map.entry("description", "d"),
                        Map.entry("include_tags", List.of("a", "b")),
                        Map.entry("exclude_tags", List.of("c")),
                        Map.entry("disabled", true)));
        assertThat(server.timeout()).contains(Duration.ofSeconds(2));
    }

    @Test
    void anEntryOfAnAddressIsMadeWithoutWritingJson() {
        RemoteServer server = RemoteServer.of(URI.create("https://h/mcp"))
                .withHeader("X-Key", "${KEY}")
                .withHeaders(Map.of("X-Level", "1"))
                .withTransport("sse")
                .withAuth("oauth")
                .withTrustedCertificates(Path.of("ca.pem"))
                .withReadTimeout(Duration.ofSeconds(90))
                .withTimeout(Duration.ZERO)
                .withEra("legacy")
                .withDescription("d")
                .withIncludeTags("a")
                .withExcludeTags("b")
                .withDisabled(false);
        assertThat(server.url()).isEqualTo("https://h/mcp");
        assertThat(server.headers()).isEqualTo(Map.of("X-Key", "${KEY}", "X-Level", "1"));
        assertThat(server.transport()).contains("sse");
        assertThat(server.auth()).contains("oauth");
        assertThat(server.trustedCertificates()).contains("ca.pem");
        assertThat(server.readTimeout()).contains(Duration.ofSeconds(90));
        assertThat(server.timeout()).contains(Duration.ZERO);
        assertThat(server.era()).contains("legacy");
        assertThat(server.description()).contains("d");
        assertThat(server.includeTags()).containsExactly("a");
        assertThat(server.excludeTags()).containsExactly("b");
        assertThat(server.disabled()).isFalse();
        assertThat(server.withUnverifiedTls().json().get("tls")).isEqualTo(Map.of("ca", "ca.pem", "verify", false));
    }

    @Test
    void changesLeaveTheOriginalAndWhatItHasBesides() {
        CommandServer original = CommandServer.of("x").with("custom", 1).withEnv("A", "1");
        assertThat(original.withEnv("A", "2").env()).isEqualTo(Map.of("A", "2"));
        assertThat(original.withEnv("B", "2").json()).containsEntry("custom", 1);
        assertThat(original.env()).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void headersHaveNoCase() {
        assertThat(RemoteServer.of("https://h")
                        .withHeader("x-key", "1")
                        .withHeader("X-Key", "2")
                        .headers())
                .isEqualTo(Map.of("X-Key", "2"));
    }

    @Test
    void keepAliveHasTwoNames() {
        assertThat(CommandServer.of("x").keepAlive()).isEmpty();
        assertThat(CommandServer.of("x").with("keepAlive", false).keepAlive()).contains(false);
        assertThat(CommandServer.of("x")
                        .with("keepAlive", false)
                        .with("keep_alive", true)
                        .keepAlive())
                .contains(true);
        assertThat(CommandServer.of("x")
                        .with("keepAlive", false)
                        .withKeepAlive(true)
                        .json())
                .isEqualTo(Map.of("command", "x", "keepAlive", true));
        assertThat(McpConfig.of(Map.of("a", Map.of("command", "x", "keepAlive", true)))
                        .problems())
                .isEmpty();
        assertThatThrownBy(() -> CommandServer.of("x").with("keepAlive", "no"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("keepAlive: must be true or false");
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        CommandServer server = CommandServer.of("x");
        assertThatThrownBy(() -> server.withTimeout(Duration.ofNanos(1)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("timeout is PT0.000000001S: give a millisecond or more, or zero for no limit");
        assertThatThrownBy(() -> server.withTimeout(Duration.ofMillis(-1))).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> server.withEra("newest")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> RemoteServer.of("https://h").withReadTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> CommandServer.of(" ")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> RemoteServer.of("")).isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                " ",
                "s3cret.example/mcp",
                "localhost:8080/mcp",
                "http:/x",
                "https://",
                "C://mcp",
                "server.py"
            })
    void whatIsNoAddressIsRefusedWhenItIsGiven(String url) {
        assertThatThrownBy(() -> RemoteServer.of(url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("begins with a scheme: give one such as https://example.com/mcp")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> RemoteServer.of(URI.create("x"))).isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://h", "WSS://h:1/mcp", "pigeon://loft", "${URL}", "https://${HOST}/mcp", "${HOST:-h}:80"})
    void whatMayBeAnAddressIsTaken(String url) {
        assertThat(RemoteServer.of(url).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "htp, http",
        "https, http",
        "HTTP, http",
        "SSE, sse",
        "Wss, wss",
        "web-socket, websocket",
        "websockets, websocket",
        "streamablehttp, streamableHttp",
        "streamable_htp, streamable-http"
    })
    void aTransportThatIsMisspeltIsRefusedWhenItIsGiven(String name, String meant) {
        assertThatThrownBy(() -> RemoteServer.of("https://h").withTransport(name))
                .isInstanceOf(ConfigException.class)
                .hasMessage("transport \"" + name + "\" is unknown; did you mean \"" + meant + "\"? Give http, sse or"
                        + " websocket, or the id of a transport that is installed: lower-case letters, digits and"
                        + " hyphens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "my transport", "Pigeon", "-x", "a_b"})
    void aTransportThatCannotBeAnIdIsRefused(String name) {
        assertThatThrownBy(() -> RemoteServer.of("https://h").withTransport(name))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "transport \"" + name + "\" is unknown: give http, sse or websocket, or the id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "streamable_http", "streamableHttp", "ws", "wss", "sse", "pigeon", "ssh", "http2"})
    void aTransportThatMayBeInstalledIsTaken(String name) {
        assertThat(RemoteServer.of("https://h").withTransport(name).transport()).contains(name);
    }

    @Test
    void filesMaySayWhatCodeMayNot() {
        McpConfig config = McpConfig.of(Map.of("a", Map.of("url", "x", "transport", "htp", "foreign", 1)));
        assertThat(config.problems()).isEmpty();
        assertThat(config.server("a").json()).containsEntry("transport", "htp").containsEntry("url", "x");
        assertThat(config.server("a").with("transport", "htpp").json()).containsEntry("transport", "htpp");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, 1e12})
    void aTimeoutIsWholeMillisecondsOrZero(double written) {
        assertThatThrownBy(() -> CommandServer.of("x").with("timeout", written))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("timeout: must be a positive number of milliseconds, or 0 for no limit");
    }
}
