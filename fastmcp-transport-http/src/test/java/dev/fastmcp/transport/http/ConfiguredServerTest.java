package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.testkit.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredServerTest {

    private static TransportSource.Server entry(McpServerConfig config) {
        return new TransportSource.Server("a", config);
    }

    private static ClientTransport create(McpServerConfig config) {
        return new StreamableHttpTransportFactory().create(entry(config), () -> Limits.DEFAULT);
    }

    @Test
    void theAddressOfAnEntryDecidesLikeAnyOther() {
        assertThat(new StreamableHttpTransportFactory().accepts(entry(RemoteServer.of("https://h/mcp"))))
                .isTrue();
        assertThat(new StreamableHttpTransportFactory().accepts(entry(RemoteServer.of("https://h/sse"))))
                .isFalse();
        assertThat(new SseTransportFactory().accepts(entry(RemoteServer.of("https://h/sse"))))
                .isTrue();
        assertThat(new StreamableHttpTransportFactory().accepts(entry(McpServerConfig.of(Map.of("url", "no address")))))
                .isFalse();
        assertThat(new StreamableHttpTransportFactory().accepts(entry(CommandServer.of("x"))))
                .isFalse();
        assertThat(create(RemoteServer.of("https://h/mcp")).endpoint()).contains("h/mcp");
    }

    @Test
    void headersThatCannotBeSentAreRefusedWithoutTheirValue() {
        for (String name : new String[] {"X-Key", "Mcp-Session-Id"}) {
            RemoteServer server = RemoteServer.of("https://h/mcp").with("headers", Map.of(name, "s3cret\r\nX: y"));
            assertThatThrownBy(() -> create(server))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aMissingFileOfCertificatesIsNamed() {
        assertThatThrownBy(() -> create(RemoteServer.of("https://h/mcp").with("tls", Map.of("ca", "no-such.pem"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tls.ca: the file no-such.pem cannot be read: give a PEM file with certificates");
    }

    @Test
    void theHeadersOfAnEntryAreSentAndThoseOfTheClientWin() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.result("{\"said\":\"hello\"}"))) {
            RemoteServer entry = RemoteServer.of(server.url("/mcp?key=k"))
                    .with("headers", Map.of("X-Number", 7))
                    .withHeaders(Map.of("X-Theirs", "entry", "X-Both", "entry"));
            TransportContext context = new TransportContext() {
                @Override
                public Limits limits() {
                    return Limits.DEFAULT;
                }

                @Override
                public RequestHeaders headers() {
                    return RequestHeaders.NONE.with("x-both", "client");
                }
            };
            try (Opened opened = Opened.with(new StreamableHttpTransportFactory().create(entry(entry), context))) {
                assertThat(opened.call()).isEqualTo("hello");
            }
            RawHttpServer.Request request = server.requests().get(0);
            assertThat(request.path()).isEqualTo("/mcp?key=k");
            assertThat(request.header("X-Theirs")).isEqualTo("entry");
            assertThat(request.header("X-Both")).isEqualTo("client");
            assertThat(request.header("X-Number")).isEqualTo("7");
        }
    }

    @Test
    void anEntryLimitsTheSilenceOfItsServer() throws Exception {
        try (RawHttpServer server =
                        RawHttpServer.start(exchange -> exchange.stream().chunk(": hello\n"));
                Opened opened = Opened.with(
                        create(RemoteServer.of(server.url("/mcp")).withReadTimeout(Duration.ofMillis(200))))) {
            assertThatThrownBy(opened::call).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void anEntryLimitsItsRequests() throws Exception {
        try (ScriptedHttpServer server = new ScriptedHttpServer(ScriptedServer.faulty(Era.AUTO));
                ClientSession session =
                        Client.connect(RemoteServer.of(server.url()).withTimeout(Duration.ofMillis(300)))) {
            assertThat(session.callTool("add", Map.of("a", 1, "b", 2)).text()).isEqualTo("3");
            assertThatThrownBy(() -> session.callTool("drop", Map.of()))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessageContaining("300 ms");
            assertThat(session.callTool("add", Map.of("a", 2, "b", 2)).text()).isEqualTo("4");
        }
    }
}
