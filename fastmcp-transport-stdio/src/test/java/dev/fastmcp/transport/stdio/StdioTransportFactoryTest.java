package dev.fastmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StdioTransportFactoryTest {

    private final StdioTransportFactory factory = new StdioTransportFactory();
    private final TransportContext context = () -> Limits.DEFAULT;

    @TempDir
    private Path folder;

    private ClientTransport create(TransportSource source) {
        return factory.create(source, context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.py", "no/such/b.js", "c.mjs", "d.cjs", "e.jar", "F.PY"})
    void acceptsScriptsByTheirEndingAlone(String path) {
        assertThat(factory.accepts(new TransportSource.Script(Path.of(path)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a", ".", "/", "", "py", "mcp.json", "a.ts"})
    void acceptsNoOtherPaths(String path) {
        assertThat(factory.accepts(new TransportSource.Script(Path.of(path)))).isFalse();
    }

    @Test
    void acceptsCommandsAndNothingElse() {
        assertThat(factory.accepts(new TransportSource.Command(List.of("anything"))))
                .isTrue();
        assertThat(factory.accepts(new TransportSource.Url(URI.create("https://example.org/x.py"))))
                .isFalse();
        assertThat(factory.accepts(new TransportSource.Other("x.py"))).isFalse();
        assertThat(factory.id()).isEqualTo("stdio");
        assertThat(factory.priority()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "a.py,PythonStdioTransport",
        "a.js,NodeStdioTransport",
        "a.mjs,NodeStdioTransport",
        "a.jar,JavaStdioTransport"
    })
    void makesTheTransportThatFitsTheScript(String name, String type) throws IOException {
        Path file = Files.createFile(folder.resolve(name));

        assertThat(create(new TransportSource.Script(file)).getClass().getSimpleName())
                .isEqualTo(type);
    }

    @Test
    void makesATransportForACommand() {
        ClientTransport transport = create(new TransportSource.Command(List.of("npx", "-y", "server")));

        assertThat(transport).isInstanceOf(StdioTransport.class).hasToString("StdioTransport[npx -y server]");
    }

    @Test
    void missingScriptIsSaid() {
        Path missing = folder.resolve("missing.py");

        assertThatThrownBy(() -> create(new TransportSource.Script(missing)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Python script not found: " + missing);
    }

    @Test
    void otherFilesAreRefusedWithWhatWouldDo() throws IOException {
        Path text = Files.createFile(folder.resolve("notes.txt"));
        String accepted = ": give a file that ends in .py, .js, .mjs, .cjs or .jar, or a command as a list";

        assertThatThrownBy(() -> create(new TransportSource.Script(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The transport stdio cannot run " + text + accepted);
        assertThatThrownBy(() -> create(new TransportSource.Script(folder)))
                .hasMessage("The transport stdio cannot run " + folder + " (a directory)" + accepted);
        assertThatThrownBy(() -> create(new TransportSource.Script(folder.resolve("no"))))
                .hasMessage("The transport stdio cannot run " + folder.resolve("no") + " (which does not exist)"
                        + accepted);
    }

    @Test
    void otherSourcesAreRefusedWithoutShowingThem() {
        assertThatThrownBy(() -> create(new TransportSource.Url(URI.create("https://u:secret@example.org/"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The transport stdio cannot be used with an address: give a command as a list,"
                        + " or the path of a file that ends in .py, .js, .mjs, .cjs or .jar");
        assertThatThrownBy(() -> create(new TransportSource.Other(1))).hasMessageContaining("class java.lang.Integer");
    }

    @Test
    void entriesOfAConfigurationAreCommands() {
        TransportSource.Server command = new TransportSource.Server(
                "a", CommandServer.of("x", "y").with("env", Map.of("K", "v")).with("keep_alive", false));
        assertThat(new StdioTransportFactory().accepts(command)).isTrue();
        assertThat(new StdioTransportFactory().accepts(new TransportSource.Server("a", RemoteServer.of("https://h"))))
                .isFalse();
        assertThat(create(command).toString()).contains("x").doesNotContain("v]");
    }

    @Test
    void isAServiceOnTheClassPathAndOnTheModulePath() throws IOException {
        String name = TransportFactory.class.getName();
        try (InputStream file = StdioTransportFactory.class.getResourceAsStream("/META-INF/services/" + name)) {
            assertThat(file).isNotNull();
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(StdioTransportFactory.class.getName());
        }
        Module module = StdioTransportFactory.class.getModule();
        if (module.isNamed()) {
            assertThat(module.getDescriptor().provides()).singleElement().satisfies(provided -> {
                assertThat(provided.service()).isEqualTo(name);
                assertThat(provided.providers()).containsExactly(StdioTransportFactory.class.getName());
            });
        }
    }
}
