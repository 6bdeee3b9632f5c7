package dev.fastmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an entry of a configuration says reaches the process. */
class StdioEntryTest {

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeft() {
        Await.nothingLeft();
    }

    private static CommandServer faulty() {
        return CommandServer.of(
                Connected.java(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                Connected.TestClassPath.of(FaultyServer.class),
                FaultyServer.class.getName());
    }

    private static Connected to(McpServerConfig entry) throws InterruptedException {
        return Connected.to((StdioTransport)
                new StdioTransportFactory().create(new TransportSource.Server("a", entry), () -> Limits.DEFAULT));
    }

    @Test
    void theProcessRunsInTheFolderOfTheEntry() throws IOException, InterruptedException {
        Path real = folder.toRealPath();
        try (Connected server = to(faulty().withCwd(real))) {
            assertThat(server.call("cwd")).containsEntry("cwd", real.toString());
        }
    }

    @Test
    void theProcessSeesTheEnvironmentOfTheEntryAsText() throws InterruptedException {
        McpServerConfig entry = faulty().with("env", Map.of("NUMBER", 7, "FLAG", true, "EMPTY", ""))
                .withEnv("GREETING", "good 'day'");
        try (Connected server = to(entry)) {
            assertThat(server.call("env"))
                    .containsEntry("NUMBER", "7")
                    .containsEntry("FLAG", "true")
                    .containsEntry("EMPTY", "")
                    .containsEntry("GREETING", "good 'day'");
        }
    }

    @Test
    void theProcessDoesNotSeeVariablesThatTheEntryOnlyMentions() throws IOException, InterruptedException {
        Path real = folder.toRealPath();
        McpServerConfig entry = faulty().withEnv("TOKEN", "<${SECRET}>")
                .withEnv("LITERAL", "$SECRET")
                .with("cwd", "${WHERE}")
                .expanded("mcpServers.a", Map.of("SECRET", "s3cret", "WHERE", real.toString()));
        try (Connected server = to(entry)) {
            assertThat(server.call("env"))
                    .containsEntry("TOKEN", "<s3cret>")
                    .containsEntry("LITERAL", "$SECRET")
                    .doesNotContainKeys("SECRET", "WHERE");
            assertThat(server.call("cwd")).containsEntry("cwd", real.toString());
        }
    }

    @Test
    void anEntryDecidesWhetherTheProcessStays() throws InterruptedException {
        try (Connected usual = to(faulty());
                Connected kept = to(faulty().with("keepAlive", true));
                Connected notKept = to(faulty().with("keepAlive", false));
                Connected notKeptEither = to(faulty().withKeepAlive(false))) {
            assertThat(usual.channel.traits().keepAlive()).isTrue();
            assertThat(kept.channel.traits().keepAlive()).isTrue();
            assertThat(notKept.channel.traits().keepAlive()).isFalse();
            assertThat(notKeptEither.channel.traits().keepAlive()).isFalse();
        }
    }

    @Test
    void aFolderThatIsMissingIsSaid() {
        assertThatThrownBy(() -> to(faulty().withCwd(folder.resolve("nowhere"))))
                .isInstanceOf(TransportException.class)
                .hasMessageEndingWith("its working directory " + folder.resolve("nowhere") + " does not exist");
    }

    @Test
    void aVariableThatIsMissingStartsNothing() {
        assertThatThrownBy(() -> faulty().withEnv("TOKEN", "${SECRET}").expanded("mcpServers.a", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("mcpServers.a.env.TOKEN: the environment variable SECRET is not set");
    }
}
