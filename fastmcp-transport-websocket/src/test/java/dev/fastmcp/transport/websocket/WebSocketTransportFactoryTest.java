package dev.fastmcp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.testkit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTransportFactoryTest {

    private static final String NAME = WebSocketTransportFactory.class.getName();
    private static final String SERVICE = TransportFactory.class.getName();

    private final WebSocketTransportFactory factory = new WebSocketTransportFactory();
    private final TransportContext context = () -> Limits.DEFAULT;

    @ParameterizedTest
    @ValueSource(strings = {"ws://example.com", "WSS://example.com/x", "wS:whatever"})
    void acceptsAddressesByTheirSchemeAlone(String address) {
        assertThat(factory.accepts(new TransportSource.Url(URI.create(address))))
                .isTrue();
    }

    static Stream<TransportSource> others() {
        return Stream.of(
                new TransportSource.Url(URI.create("https://example.com/ws")),
                new TransportSource.Url(URI.create("ws")),
                new TransportSource.Script(Path.of("ws:/x")),
                new TransportSource.Command(List.of("ws://example.com")),
                new TransportSource.Server("a", CommandServer.of("ws://example.com")),
                new TransportSource.Other("ws://example.com"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void acceptsNothingElse(TransportSource source) {
        assertThat(factory.accepts(source)).isFalse();
        assertThatThrownBy(() -> factory.create(source, context))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wss://example.com");
    }

    @Test
    void saysWhatItCannotBeUsedWith() {
        assertThatThrownBy(() -> factory.create(new TransportSource.Command(List.of("secret")), context))
                .hasMessage("The transport websocket cannot be used with a command: give an address such as"
                        + " wss://example.com/mcp");
        assertThatThrownBy(() -> factory.create(new TransportSource.Other("secret"), context))
                .hasMessageContaining("an object of class java.lang.String");
    }

    @Test
    void makesATransport() {
        assertThat(factory.create(new TransportSource.Url(URI.create("WS://example.com/x?key=secret")), context))
                .isInstanceOf(WebSocketTransport.class)
                .hasToString("WebSocketTransport[ws://example.com/x]");
        assertThat(factory.id()).isEqualTo("websocket");
        assertThat(factory.priority()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"ws://h/mcp, true", "WSS://h, true", "https://h/ws, false", "ws, false", "no address, false"})
    void judgesAnEntryByTheSchemeOfItsAddress(String url, boolean accepted) {
        assertThat(factory.accepts(new TransportSource.Server("a", McpServerConfig.of(Map.of("url", url)))))
                .isEqualTo(accepted);
    }

    @Test
    void makesATransportForAnEntry() {
        assertThat(create(RemoteServer.of("ws://example.com/x?key=secret").withHeader("X-Key", "secret")))
                .hasToString("WebSocketTransport[ws://example.com/x]");
        assertThat(create(RemoteServer.of("ws://example.com/x").withUnverifiedTls()))
                .isInstanceOf(WebSocketTransport.class);
        assertThatThrownBy(() -> create(RemoteServer.of("ws://exa mple.com/?key=secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not the address of a WebSocket server")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> create(RemoteServer.of("https://example.com")))
                .hasMessageContaining("its scheme is \"https\"");
    }

    @Test
    void refusesWhatAnEntryCannotMean(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        assertThatThrownBy(() -> create(RemoteServer.of("wss://h").withTrustedCertificates(folder.resolve("no.pem"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tls.ca: the file " + folder.resolve("no.pem")
                        + " cannot be read: give a PEM file with certificates");
        assertThatThrownBy(() -> create(RemoteServer.of("wss://h").withTrustedCertificates(empty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(empty + " holds no certificate in PEM form");
        assertThatThrownBy(() -> create(RemoteServer.of("wss://h").withHeader("Host", "secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    private ClientTransport create(RemoteServer server) {
        return factory.create(new TransportSource.Server("a", server), context);
    }

    @Test
    void isNamedForModulePathAndClassPath() throws IOException {
        assertThat(WebSocketTransportFactory.class.getModule().getDescriptor().provides())
                .singleElement()
                .satisfies(provided -> assertThat(provided.providers()).containsExactly(NAME));
        try (InputStream file = WebSocketTransportFactory.class.getResourceAsStream("/META-INF/services/" + SERVICE)) {
            assertThat(file).isNotNull();
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(NAME);
        }
    }

    @Test
    void connectsAClientThatWasGivenAnAddressOnly() throws Exception {
        try (ScriptedWebSocketServer server = new ScriptedWebSocketServer(ScriptedServer.faulty(Era.AUTO)).begin();
                ClientSession session = Client.connect(server.address())) {
            assertThat(session.callTool("add", Map.of("a", 1, "b", 2)).text()).isEqualTo("3");
        }
    }

    @Test
    void connectsAClientThatWasGivenAnEntry() throws Exception {
        try (ScriptedWebSocketServer server = new ScriptedWebSocketServer(ScriptedServer.faulty(Era.AUTO)).begin();
                ClientSession session = Client.connect(RemoteServer.of(server.address()))) {
            assertThat(session.callTool("add", Map.of("a", 1, "b", 2)).text()).isEqualTo("3");
        }
    }
}
