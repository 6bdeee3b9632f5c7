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
    @ValueSource(doubles = {-1, 0.5, 1e12})
    void aTimeoutIsWholeMillisecondsOrZero(double written) {
        assertThatThrownBy(() -> CommandServer.of("x").with("timeout", written))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("timeout: must be a positive number of milliseconds, or 0 for no limit");
    }
}
