package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.transport.http.internal.PooledExchanger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not messages of the protocol. */
class PooledExchangerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LIMIT = 1000;

    /** A server of the internet; nobody listens there. */
    private static final URI OUTSIDE = URI.create("https://192.0.2.1/mcp");

    /** Lets names pass by their text, to see what becomes of them when they are looked up. */
    private static final UrlPolicy ANY_TEXT = new UrlPolicy() {
        @Override
        public boolean allows(URI named, URI server) {
            return true;
        }

        @Override
        public boolean allows(InetAddress address, URI named, URI server) {
            return UrlPolicy.DEFAULT.allows(address, named, server);
        }
    };

    private final HttpConnections connections = HttpConnections.builder().build();

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    private HttpExchanger about(URI server, UrlPolicy policy) {
        return new PooledExchanger(connections.pool(), server, policy);
    }

    private HttpExchanger about(RawHttpServer server) {
        return about(URI.create(server.url("/mcp")), UrlPolicy.DEFAULT);
    }

    private static HttpExchanger.Request get(String address) {
        return get(address, PATIENCE);
    }

    private static HttpExchanger.Request get(String address, Duration timeout) {
        return new HttpExchanger.Request("GET", URI.create(address), Map.of("X-Mine", "1"), null, timeout, LIMIT);
    }

    @Test
    void sendsWhatItIsToldAndNothingElse() throws Exception {
        try (RawHttpServer server =
                RawHttpServer.start(exchange -> exchange.respond(418, "text/plain", "tea", "Set-Cookie: a=b"))) {
            HttpExchanger.Response response = about(server)
                    .send(new HttpExchanger.Request(
                            "POST",
                            URI.create(server.url("/t?a=b")),
                            Map.of("Content-Type", "text/x"),
                            "body".getBytes(StandardCharsets.UTF_8),
                            PATIENCE,
                            LIMIT));
            about(server).send(get(server.url("/u")));

            assertThat(response.status()).isEqualTo(418);
            assertThat(response.header("content-TYPE")).contains("text/plain");
            assertThat(response.body()).asString().isEqualTo("tea");
            RawHttpServer.Request post = server.requests().get(0);
            assertThat(post.path()).isEqualTo("/t?a=b");
            assertThat(post.body()).isEqualTo("body");
            assertThat(post.headers().keySet()).containsExactlyInAnyOrder("Content-Type", "Content-Length", "Host");
            assertThat(server.requests().get(1).headers().keySet()).containsExactlyInAnyOrder("X-Mine", "Host");
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.status(307, "Location: /elsewhere"))) {
            assertThat(about(server).send(get(server.url("/t"))).header("Location"))
                    .contains("/elsewhere");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void readsNoMoreThanIsAllowed() throws Exception {
        try (RawHttpServer server =
                RawHttpServer.start(exchange -> exchange.respond(200, "text/plain", "x".repeat(LIMIT + 1)))) {
            assertThatThrownBy(() -> about(server).send(get(server.url("/t?secret=1"))))
                    .isInstanceOf(IOException.class)
                    .hasMessage("GET " + server.url("/t") + " failed: the answer is larger than 1000 bytes");
        }
        try (RawHttpServer server =
                RawHttpServer.start(exchange -> exchange.respond(200, "text/plain", "x".repeat(LIMIT)))) {
            assertThat(about(server).send(get(server.url("/t"))).body()).hasSize(LIMIT);
        }
    }

    @Test
    void waitsNoLongerThanIsAllowed() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.pause(60_000))) {
            assertThatThrownBy(() -> about(server).send(get(server.url("/t?secret=1"), Duration.ofMillis(200))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("GET timed out: no answer within 200 ms from " + server.url("/t"))
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void waitsNoLongerForAnAnswerThatDripsEither() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
            exchange.write(RawHttpServer.OK_HEAD + "Content-Length: 900\r\n\r\n");
            for (int i = 0; i < 900; i++) {
                exchange.write("x");
                exchange.pause(20);
            }
        })) {
            assertThatThrownBy(() -> about(server).send(get(server.url("/t"), Duration.ofMillis(300))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no answer within 300 ms");
        }
    }

    @Test
    void saysWhyThereIsNoAnswer() throws Exception {
        // Bound, so that nobody else gets the port, but not listening.
        try (Socket reserved = new Socket()) {
            reserved.bind(new InetSocketAddress("127.0.0.1", 0));
            String gone = "http://127.0.0.1:" + reserved.getLocalPort() + "/t";
            assertThatThrownBy(() -> about(URI.create(gone), UrlPolicy.DEFAULT).send(get(gone)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("GET failed: cannot connect to " + gone + ": ");
        }
        try (RawHttpServer server = RawHttpServer.start(RawHttpServer.Exchange::close)) {
            assertThatThrownBy(() -> about(server).send(get(server.url("/t"))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed the connection without an answer");
        }
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.pause(60_000))) {
            Background<HttpExchanger.Response> waiting =
                    Background.run(() -> about(server).send(get(server.url("/t"))));
            Await.until("the request is there", () -> !server.requests().isEmpty());
            waiting.interrupt();

            assertThat(waiting.failure()).isInstanceOf(InterruptedException.class);
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> about(OUTSIDE, UrlPolicy.DEFAULT).send(get(OUTSIDE.toString())))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/t",
                "https://169.254.169.254/t",
                "https://u:secret@h.example/t",
                "ftp://h.example/t",
                "mailto:me@h.example"
            })
    void asksNoAddressThatThePolicyForbids(String address) {
        assertThatThrownBy(() -> about(OUTSIDE, UrlPolicy.DEFAULT).send(get(address)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not sent: the policy for addresses that servers name (urlPolicy)")
                .hasMessageNotContaining("secret");
    }

    @Test
    void asksOnlyTheWebEvenIfThePolicyAllowsMore() {
        assertThatThrownBy(() -> about(OUTSIDE, (named, server) -> true).send(get("ftp://h.example/t")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not sent");
    }

    @Test
    void doesNotGoWhereANameLeadsDeeperInside() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.status(200))) {
            String inside = "http://localhost:" + server.port() + "/t";

            assertThatThrownBy(() -> about(OUTSIDE, ANY_TEXT).send(get(inside)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "the policy for addresses that servers name (urlPolicy) does not allow where localhost"
                                    + " leads");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void doesNotGoThereOnAConnectionOfOthersEither() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    if (exchange.method().equals("POST")) {
                        exchange.result("{\"said\":\"inside\"}");
                    } else {
                        exchange.status(200);
                    }
                });
                Opened others = Opened.with(
                        StreamableHttpTransport.builder(server.url("/mcp")).connections(connections))) {
            assertThat(others.call()).isEqualTo("inside");

            assertThatThrownBy(() -> about(OUTSIDE, ANY_TEXT).send(get(server.url("/t"))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not allow where 127.0.0.1 leads");

            assertThat(server.requests("GET")).isEmpty();
            assertThat(others.call()).isEqualTo("inside");
            assertThat(about(server).send(get(server.url("/t"))).status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void leavesItToAProxyWhereNamesLead() throws Exception {
        try (RawHttpServer proxy = RawHttpServer.start(exchange -> exchange.status(200))) {
            HttpConnections proxied = HttpConnections.builder()
                    .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())))
                    .build();
            HttpExchanger exchanger = new PooledExchanger(proxied.pool(), OUTSIDE, ANY_TEXT);

            assertThat(exchanger.send(get("http://far.example/t")).status()).isEqualTo(200);
            assertThat(exchanger.send(get("http://far.example/u")).status()).isEqualTo(200);
            assertThat(proxy.requests())
                    .extracting(RawHttpServer.Request::path)
                    .isEqualTo(List.of("http://far.example/t", "http://far.example/u"));
        }
    }

    @Test
    void isOfferedToOthers() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.status(200))) {
            HttpExchanger offered =
                    new PooledExchangerProvider().create(URI.create(server.url("/mcp")), UrlPolicy.DEFAULT);

            assertThat(offered.send(get(server.url("/t"))).status()).isEqualTo(200);
        }
    }
}
