package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.InstalledServer;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.core.FakeServer;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code Client.of(Object)} understands, and what it says to all else. */
class SourceKindsTest {

    private static final CommandServer ENTRY = CommandServer.of("x", "y");
    private static final TransportSource.Server ONE = new TransportSource.Server("one", ENTRY);

    @TempDir
    private Path folder;

    /** A stranger's transport, which takes whatever it is asked about. */
    private static final class Stranger implements TransportFactory {

        private final List<TransportSource> asked = new ArrayList<>();

        @Override
        public String id() {
            return "stranger";
        }

        @Override
        public boolean accepts(TransportSource source) {
            asked.add(source);
            return true;
        }

        @Override
        public ClientTransport create(TransportSource source, TransportContext context) {
            assertThat(asked).containsExactly(source);
            return FakeServer.modern();
        }
    }

    private static TransportSource understood(Object source) {
        Stranger stranger = new Stranger();
        Client.builder(source)
                .discovery(false)
                .transportFactory(stranger)
                .build()
                .close();
        return stranger.asked.get(0);
    }

    private static void refuse(Object source) {
        Client.builder(source).discovery(false).transportFactory(new Refusing()).build();
    }

    private static final class Refusing implements TransportFactory {

        @Override
        public String id() {
            return "refusing";
        }

        @Override
        public boolean accepts(TransportSource source) {
            return false;
        }

        @Override
        public ClientTransport create(TransportSource source, TransportContext context) {
            throw new AssertionError("must not be asked");
        }
    }

    private static TransportSource url(String text) {
        return new TransportSource.Url(URI.create(text));
    }

    private static TransportSource script(String path) {
        return new TransportSource.Script(Path.of(path));
    }

    private static TransportSource command(String... words) {
        return new TransportSource.Command(List.of(words));
    }

    static Stream<Arguments> kinds() throws MalformedURLException {
        Object unknown = Optional.of(1);
        return Stream.of(
                // addresses
                Arguments.of("https://h/p?q=a%20b", url("https://h/p?q=a%20b")),
                Arguments.of("HTTPS://H/MCP", url("HTTPS://H/MCP")),
                Arguments.of(new StringBuilder("http://h"), url("http://h")),
                Arguments.of("https://h/server.py", url("https://h/server.py")),
                Arguments.of("https://h/mcp.json", url("https://h/mcp.json")),
                Arguments.of("WSS://h/x", url("WSS://h/x")),
                Arguments.of("pigeon+v1://loft", url("pigeon+v1://loft")),
                Arguments.of(URI.create("https://h/mcp.json"), url("https://h/mcp.json")),
                Arguments.of(URI.create("pigeon:loft"), url("pigeon:loft")),
                Arguments.of(URI.create("https://h/x").toURL(), url("https://h/x")),
                // paths
                Arguments.of("server.py", script("server.py")),
                Arguments.of("no/such/folder/server.js", script("no/such/folder/server.js")),
                Arguments.of("./a b.py", script("./a b.py")),
                Arguments.of(".", script(".")),
                Arguments.of("httpfoo", script("httpfoo")),
                Arguments.of("dir/https.py", script("dir/https.py")),
                Arguments.of("C:\\tools\\server.py", script("C:\\tools\\server.py")),
                Arguments.of("c:/tools/server.py", script("c:/tools/server.py")),
                Arguments.of("c://tools/server.py", script("c://tools/server.py")),
                Arguments.of("file.py://x", url("file.py://x")),
                Arguments.of(Path.of("a.jar"), script("a.jar")),
                Arguments.of(new File("a.mjs"), script("a.mjs")),
                Arguments.of(URI.create("server.py"), script("server.py")),
                Arguments.of(URI.create("c:/tools/server.py"), script("c:/tools/server.py")),
                // addresses of files
                Arguments.of("file:///tmp/a%20b.py", script("/tmp/a b.py")),
                Arguments.of("FILE:///tmp/a.py", script("/tmp/a.py")),
                Arguments.of("file:/tmp/a.py", script("/tmp/a.py")),
                Arguments.of(URI.create("file:/tmp/a.py"), script("/tmp/a.py")),
                Arguments.of(URI.create("FILE:///tmp/a.py"), script("/tmp/a.py")),
                Arguments.of(URI.create("file:///tmp/a.py").toURL(), script("/tmp/a.py")),
                // commands
                Arguments.of(List.of("npx", "-y", "x"), command("npx", "-y", "x")),
                Arguments.of(new String[] {"ls"}, command("ls")),
                Arguments.of(List.of("ls", ""), command("ls", "")),
                Arguments.of(List.of("https://h"), command("https://h")),
                // entries
                Arguments.of(ENTRY, new TransportSource.Server("server", ENTRY)),
                Arguments.of(
                        RemoteServer.of("pigeon://loft"),
                        new TransportSource.Server("server", RemoteServer.of("pigeon://loft"))),
                Arguments.of(new InstalledServer("cursor", Path.of("f"), "one", "mcpServers.one", ENTRY), ONE),
                // configurations with one server
                Arguments.of(McpConfig.empty().with("one", ENTRY), ONE),
                Arguments.of(new TransportSource.Config(McpConfig.empty().with("one", ENTRY)), ONE),
                Arguments.of(Map.of("mcpServers", Map.of("one", ENTRY.json())), ONE),
                Arguments.of(Map.of("servers", Map.of("one", ENTRY.json())), ONE),
                Arguments.of(Map.of("one", ENTRY.json()), ONE),
                Arguments.of(
                        McpConfig.empty()
                                .with("off", CommandServer.of("z").withDisabled(true))
                                .with("one", ENTRY),
                        ONE),
                // what has a name already, and what has none
                Arguments.of(ONE, ONE),
                Arguments.of(url("https://h"), url("https://h")),
                Arguments.of(command("ls"), command("ls")),
                Arguments.of(unknown, new TransportSource.Other(unknown)),
                Arguments.of(42, new TransportSource.Other(42)),
                Arguments.of(Set.of("ls"), new TransportSource.Other(Set.of("ls"))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindReachesTransportsOfStrangersUnderItsName(Object source, TransportSource expected) {
        assertThat(understood(source)).isEqualTo(expected);
    }

    @Test
    void aFileOfAConfigurationIsReadInWhateverFormItsPathIsGiven() {
        Path file = folder.resolve("a b.JSON");
        McpConfig.empty().with("one", ENTRY).write(file);
        for (Object source : List.of(
                file,
                file.toString(),
                new StringBuilder(file.toString()),
                file.toFile(),
                file.toUri(),
                file.toUri().toString(),
                file.toFile().toURI().toString(),
                url(file.toUri()),
                new TransportSource.Script(file))) {
            assertThat(understood(source)).as(source.getClass().toString()).isEqualTo(ONE);
        }
    }

    private static java.net.URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTransportIsUsedAsItIs() {
        FakeServer transport = FakeServer.modern();
        Object source = transport;
        try (Client<?> client = Client.of(source)) {
            assertThat(client.transport()).isSameAs(transport);
        }
    }

    @Test
    void nothingIsRefusedByItsName() {
        assertThatThrownBy(() -> Client.of(nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("source");
        assertThatThrownBy(() -> Client.connect(nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("source");
    }

    private static Object nothing() {
        return null;
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("", "source is blank: give an address, a path or a command"),
                Arguments.of(" \t\n", "source is blank: give an address, a path or a command"),
                Arguments.of(URI.create(""), "source is blank: give an address, a path or a command"),
                Arguments.of(
                        List.of(),
                        "the command is empty: give a program and its arguments, as in List.of(\"npx\", \"-y\","
                                + " \"server\")"),
                Arguments.of(new String[0], "the command is empty: give a program and its arguments"),
                Arguments.of(List.of(" ", "x"), "the program of the command is blank: give a program"),
                Arguments.of(
                        Arrays.asList("ls", null),
                        "a command is a list of strings, but it holds a null: give texts only"),
                Arguments.of(
                        new String[] {"ls", null},
                        "a command is a list of strings, but it holds a null: give texts only"),
                Arguments.of(
                        List.of("python", Path.of("s3cret.py")),
                        "a command is a list of strings, but it holds an object of class "),
                Arguments.of(List.of(List.of("ls")), "a command is a list of strings, but it holds an object of"),
                Arguments.of("https://h/a b?s3cret", "source is no valid address (Illegal character in path at index"),
                Arguments.of(
                        "https://", "source is no valid address (Expected authority at index 8): give one such as"),
                Arguments.of(
                        "file://elsewhere/s3cret.py",
                        "source is an address of a file that cannot be used (URI has an authority component): give one"
                                + " such as file:///folder/server.py, or the path itself"),
                Arguments.of(URI.create("file:s3cret.py"), "source is an address of a file that cannot be used ("),
                Arguments.of("s3cret\0.py", "source is no valid path (Nul character not allowed): give an address"),
                Arguments.of(
                        " {\"mcpServers\": {\"a\": {\"env\": {\"K\": \"s3cret\"}}}} ",
                        "source is JSON text: give McpConfig.parse(text), or a path"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatCannotBeAnythingIsRefusedWithWhatWouldBe(Object source, String message) {
        assertThatThrownBy(() -> refuse(source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        server.rb             | No transport accepts the path "server.rb"
        server.rb             | there is no such file; a path must end in .py, .js, .mjs, .cjs or .jar, or in .json for a configuration
        npx -y some-server    | start anything else as a command, that is, as a list
        example.com/mcp       | an address begins with a scheme, such as https://
        http:/example.com     | an address begins with a scheme, such as https://
        .                     | it is a folder; a path must end in
        server.py             | add dev.fastmcp:fastmcp-transport-stdio for scripts and jars
        https://u:p@h/mcp?k=v | No transport accepts the address "https://h/mcp"
        HTTPS://h             | add dev.fastmcp:fastmcp-transport-http for https:// addresses
        Ws://h                | add dev.fastmcp:fastmcp-transport-websocket for ws:// addresses
        pigeon://loft         | asked were, and said no: "refusing" (class dev.fastmcp.core.client.SourceKindsTest$Refusing
        """)
    void whatNobodyAcceptsIsSaidWithWhatWouldBeAccepted(String source, String message) {
        assertThatThrownBy(() -> refuse(source))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://h     | add dev.fastmcp:fastmcp-transport-http for https:// addresses
        wss://h       | add dev.fastmcp:fastmcp-transport-websocket for wss:// addresses
        h:80          | give a url that begins with http://, https://, ws:// or wss://
        example.com   | give a url that begins with http://, https://, ws:// or wss://
        """)
    void theAddressOfAnEntryThatNobodyAcceptsIsExplained(String url, String message) {
        assertThatThrownBy(() -> refuse(McpServerConfig.of(Map.of("url", url))))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageStartingWith("No transport accepts the server \"server\" of the configuration")
                .hasMessageEndingWith(message);
    }

    @Test
    void objectsThatNobodyKnowsAreNamedByTheirClassOnly() {
        assertThatThrownBy(() -> refuse(Optional.of("s3cret")))
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageStartingWith("No transport accepts an object of class java.util.Optional; asked were")
                .hasMessageEndingWith(
                        "give an address, a path, a command as a List<String>, a configuration, or an object"
                                + " that an installed transport knows")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> refuse(Set.of("ls"))).hasMessageContaining("a command as a List<String>");
    }

    @Test
    void aClientOrASessionIsNoSource() {
        try (Client<?> client = Client.of(FakeServer.modern());
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> refuse(client))
                    .isInstanceOf(TransportSelectionException.class)
                    .hasMessageEndingWith(
                            "that is a client already: call its connect(), or give its transport() to another");
            assertThatThrownBy(() -> refuse(session))
                    .hasMessageEndingWith("that is a session already: use it as it is");
        }
    }

    @Test
    void filesOfConfigurationsThatCannotBeUsedAreNamed() throws IOException {
        Path missing = folder.resolve("missing.json");
        assertThatThrownBy(() -> refuse(missing.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("There is no file " + missing + ": give the path of a configuration file");
        Path directory = Files.createDirectory(folder.resolve("folder.json"));
        assertThatThrownBy(() -> refuse(directory)).hasMessageStartingWith(directory + " is no regular file");
        Path empty = Files.createFile(folder.resolve("empty.json"));
        assertThatThrownBy(() -> refuse(empty)).hasMessageStartingWith(empty + ": ");
        Path none = Files.writeString(folder.resolve("none.json"), "{}");
        assertThatThrownBy(() -> refuse(none))
                .isInstanceOf(ConfigException.class)
                .hasMessage(none + ": The configuration has no servers: add one under \"mcpServers\"");
        Path disabled = folder.resolve("disabled.json");
        McpConfig.empty().with("one", ENTRY.withDisabled(true)).write(disabled);
        assertThatThrownBy(() -> refuse(disabled))
                .hasMessage(disabled + ": All servers of the configuration are disabled: enable one, or pass its entry"
                        + " itself");
        Path secret = folder.resolve("secret.json");
        McpConfig.empty()
                .with("one", ENTRY.withEnv("K", "${NO_SUCH_VARIABLE_HERE}"))
                .write(secret);
        assertThatThrownBy(() -> refuse(secret))
                .hasMessageStartingWith(
                        secret + ": mcpServers.one.env.K: the environment variable NO_SUCH_VARIABLE_HERE is not set");
    }

    @Test
    void mapsThatAreNoConfigurationAreExplained() {
        assertThatThrownBy(() -> refuse(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The configuration has no servers: add one under \"mcpServers\"");
        for (String member : List.of("command", "url")) {
            assertThatThrownBy(() -> refuse(Map.of(member, "x")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("The map is the entry of one server: give McpServerConfig.of(map)");
        }
        assertThatThrownBy(() -> refuse(Map.of(1, 2)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a name that is no string");
        assertThatThrownBy(() -> refuse(Map.of("mcpServers", Map.of("a", Map.of("command", "x", "args", "s3cret")))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mcpServers.a.args: must be a list of strings")
                .hasMessageNotContaining("s3cret");
    }

    /** There is no transport for commands here. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void ofSeveralServersEachSaysWhyItCannotBeUsed(int count) {
        McpConfig config = McpConfig.empty();
        for (int i = 0; i < count; i++) {
            config = config.with("s" + i, ENTRY);
        }
        Path file = folder.resolve("several.json");
        config.write(file);
        for (Object source : List.of(config, config.json(), file)) {
            assertThatThrownBy(() -> Client.of(source))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("No server of the configuration can be used: s0: No transport accepts")
                    .hasMessageContaining("; s" + (count - 1) + ": ");
        }
    }

    @Test
    void aLongTextIsNotRepeatedAsAWhole() {
        assertThatThrownBy(() -> refuse("x".repeat(100_000)))
                .isInstanceOf(TransportSelectionException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
    }
}
