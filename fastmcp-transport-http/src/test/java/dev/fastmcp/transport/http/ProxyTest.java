package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through an HTTP proxy, played by a server that sees what a proxy would see. */
class ProxyTest {

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    private static ProxySelector via(int port) {
        return ProxySelector.of(new InetSocketAddress("127.0.0.1", port));
    }

    private static Opened through(int port, String address) throws InterruptedException {
        return Opened.with(StreamableHttpTransport.builder(address).proxy(via(port)));
    }

    @Test
    void namesTheWholeAddressToTheProxy() throws Exception {
        try (RawHttpServer proxy = RawHttpServer.start(exchange -> exchange.result("{\"said\":\"via proxy\"}"));
                Opened opened = through(proxy.port(), "http://far.example:8080/mcp?a=b")) {
            assertThat(opened.call()).isEqualTo("via proxy");
            assertThat(opened.call()).isEqualTo("via proxy");

            assertThat(proxy.connections()).isEqualTo(1);
            assertThat(proxy.requests()).allSatisfy(request -> {
                assertThat(request.path()).isEqualTo("http://far.example:8080/mcp?a=b");
                assertThat(request.header("Host")).isEqualTo("far.example:8080");
            });
        }
    }

    @Test
    void asksForATunnelForEncryptedConnections() throws Exception {
        try (RawHttpServer proxy = RawHttpServer.start(exchange -> exchange.status(403));
                Opened opened = Opened.with(StreamableHttpTransport.builder("https://far.example/mcp?key=hidden")
                        .proxy(via(proxy.port()))
                        .header("Authorization", "hidden"))) {
            assertThatThrownBy(opened::call)
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                    .hasMessageContaining("the proxy 127.0.0.1")
                    .hasMessageContaining("refused to connect to far.example:443 (403)")
                    .hasMessageNotContaining("hidden");

            assertThat(proxy.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("CONNECT");
                assertThat(request.path()).isEqualTo("far.example:443");
                assertThat(request.headers().toString()).doesNotContain("hidden");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "HTTP/1.1 407 Who\r\n\r\n", "HTTP/1.1 200", ""})
    void saysWhatTheProxyDoesWrong(String answer) throws Exception {
        try (RawHttpServer proxy =
                        RawHttpServer.start(exchange -> exchange.write(answer).close());
                Opened opened = through(proxy.port(), "https://far.example/mcp")) {
            assertThat(Background.run(opened::call).failure())
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                    .hasMessageContaining("the proxy 127.0.0.1: ");
        }
    }

    @Test
    void aProxyWithAnEndlessHeadIsGivenUp() throws Exception {
        try (RawHttpServer proxy = RawHttpServer.start(exchange -> {
                    while (true) {
                        exchange.write("HTTP/1.1 200 OK\r\nX: y\r\n");
                    }
                });
                Opened opened = through(proxy.port(), "https://far.example/mcp")) {
            assertThat(Background.run(opened::call).failure()).hasMessageContaining("endless head");
        }
    }

    @Test
    void aSilentProxyEndsInTime() throws Exception {
        try (RawHttpServer proxy = RawHttpServer.start(exchange -> {});
                Opened opened = through(proxy.port(), "https://far.example/mcp")) {
            assertThatThrownBy(() -> opened.exchange("test/a", Duration.ofMillis(250)))
                    .isInstanceOf(RequestTimeoutException.class);
            Await.until("the connection is closed", () -> proxy.openConnections() == 0);
        }
    }

    @Test
    void aProxyThatDripsItsHeadEndsInTime() throws Exception {
        try (RawHttpServer proxy = RawHttpServer.start(exchange -> {
                    exchange.write("HTTP/1.1 200 OK\r\nX: ");
                    while (true) {
                        exchange.pause(10);
                        exchange.write("y");
                    }
                });
                Opened opened = through(proxy.port(), "https://far.example/mcp")) {
            assertThatThrownBy(() -> opened.exchange("test/a", Duration.ofMillis(250)))
                    .isInstanceOf(RequestTimeoutException.class);
            Await.until("the connection is closed", () -> proxy.openConnections() == 0);
        }
    }

    @Test
    void namesAProxyThatIsNotThere() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = unused.getLocalPort();
        }
        try (Opened opened = through(port, "http://far.example/mcp")) {
            assertThatThrownBy(opened::call)
                    .hasMessageContaining("cannot connect to http://far.example/mcp")
                    .hasMessageContaining("the proxy 127.0.0.1");
        }
    }

    @Test
    void goesStraightIfTheSelectorNamesNoHttpProxy() throws Exception {
        ProxySelector socks = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", 1)), Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException cause) {}
        };
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.result("{\"said\":\"straight\"}"));
                Opened opened = Opened.with(
                        StreamableHttpTransport.builder(server.url("/mcp")).proxy(socks))) {
            assertThat(opened.call()).isEqualTo("straight");
            assertThat(server.requests().get(0).path()).isEqualTo("/mcp");
        }
    }
}
