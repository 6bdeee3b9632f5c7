package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ExchangeOptions;
import dev.fastmcp.api.spi.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP+SSE: one stream brings everything, POSTs go where its first event says. */
class SseTransportTest {

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    /** A server with a stream at {@code /sse}, which answers POSTs by events. */
    private static final class SseServer implements AutoCloseable {

        final RawHttpServer http;
        final AtomicInteger streams = new AtomicInteger();
        volatile RawHttpServer.Exchange stream;

        SseServer(RawHttpServer.Script begin, McpOverHttp.Reaction reaction) throws IOException {
            http = RawHttpServer.start(exchange -> {
                if (exchange.method().equals("GET")) {
                    stream = exchange;
                    begin.serve(exchange);
                    streams.incrementAndGet();
                } else if (!reaction.serves(exchange)) {
                    good(exchange);
                }
            });
        }

        SseServer(McpOverHttp.Reaction reaction) throws IOException {
            this(exchange -> exchange.stream().chunk("event: endpoint\ndata: /messages?sid=hidden\n\n"), reaction);
        }

        private void good(RawHttpServer.Exchange post) throws IOException {
            post.status(202);
            switch (post.rpc()) {
                case "initialize" ->
                    answer(
                            post,
                            "{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"old\",\"version\":\"1\"}}");
                case "tools/call" -> answer(post, Json.toolResult("fine"));
                case "ping" -> answer(post, "{}");
                case "test/ask", "tools/list" -> answer(post, "{\"said\":\"fine\",\"tools\":[]}");
                default -> {}
            }
        }

        void answer(RawHttpServer.Exchange post, String result) throws IOException {
            stream.event(Json.result(post.id(), result));
        }

        SseTransport.Builder builder() {
            return SseTransport.builder(http.url("/sse?key=hidden"))
                    .connections(HttpConnections.builder().build());
        }

        Opened open() throws InterruptedException {
            return Opened.with(builder());
        }

        Client<SseTransport> client() {
            return Client.of(builder().build());
        }

        List<String> heard() {
            return http.requests().stream().map(McpOverHttp::name).toList();
        }

        @Override
        public void close() {
            http.close();
        }
    }

    @Test
    void theHeadersOfAChannelGoWithAllButExchanges() throws Exception {
        RequestHeaders headers = RequestHeaders.NONE.with("X-Who", "one");
        try (SseServer server = new SseServer(post -> false);
                SseTransport transport = server.builder().build();
                Channel channel = transport.open(new ChannelContext(
                        Opened.codec(), Limits.DEFAULT, new Recorder(), Opened.PATIENCE, () -> headers))) {
            channel.send(new JsonRpcMessage.Notification("notifications/test", Optional.empty()));
            channel.exchange(
                    new JsonRpcMessage.Request(RequestId.of(1), "ping", Optional.empty()),
                    ExchangeOptions.timeout(Opened.PATIENCE));

            assertThat(server.http.requests())
                    .extracting(request -> request.header("X-Who"))
                    .containsExactly("one", "one", "");
        }
    }

    private static RawHttpServer.Script naming(String endpoint) {
        return exchange -> exchange.stream().chunk("event: endpoint\ndata: " + endpoint + "\n\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/messages?sid=1, /messages?sid=1",
        "messages, /messages",
        "./a/../b, /b",
        "?session=1, /sse?session=1",
        "' /padded ', /padded"
    })
    void sendsMessagesWhereTheFirstEventSays(String named, String path) throws Exception {
        try (SseServer server = new SseServer(naming(named), exchange -> false);
                Opened opened = server.open()) {
            opened.exchange("test/ask", Opened.PATIENCE);

            assertThat(server.http.requests().get(0).headers())
                    .containsEntry("Accept", "text/event-stream")
                    .doesNotContainKeys("Content-Type", "Content-Length", "Mcp-Session-Id");
            assertThat(server.http.requests().get(1).path()).isEqualTo(path);
            assertThat(server.http.requests().get(1).headers()).containsEntry("Content-Type", "application/json");
        }
    }

    @Test
    void acceptsAnAbsoluteAddressOfTheSameOrigin() throws Exception {
        AtomicInteger port = new AtomicInteger();
        try (SseServer server = new SseServer(
                exchange -> naming("http://127.0.0.1:" + port + "/there").serve(exchange), exchange -> false)) {
            port.set(server.http.port());
            try (Opened opened = server.open()) {
                opened.exchange("test/ask", Opened.PATIENCE);
            }
            assertThat(server.http.requests().get(1).path()).isEqualTo("/there");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/steal?token=abc",
                "//127.0.0.1:%d/steal",
                "http://localhost:%d/steal",
                "/\\127.0.0.1:%d/steal",
                "http://u@127.0.0.1:%d/",
                "https://127.0.0.1:%d/",
                "javascript:alert(1)",
                "http://",
                "%%"
            })
    void sendsNothingToAnotherOrigin(String named) throws Exception {
        try (RawHttpServer other = RawHttpServer.start(exchange -> exchange.status(202))) {
            String target = named.replace("%d", String.valueOf(other.port()));
            try (SseServer server = new SseServer(naming(target), exchange -> false)) {
                assertThatThrownBy(server::open)
                        .isInstanceOfSatisfying(
                                TransportException.class,
                                e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                        .hasMessageContaining("another origin")
                        .hasMessageContaining(target.split("\\?")[0])
                        .hasMessageContaining(server.http.url("/sse"))
                        .hasMessageNotContaining("abc")
                        .hasMessageNotContaining("hidden");
                Await.until("the stream is closed", () -> server.http.openConnections() == 0);
            }
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void theFirstNamedAddressCounts() throws Exception {
        try (SseServer server = new SseServer(
                        exchange -> exchange.stream()
                                .chunk("event: endpoint\ndata: /first\n\nevent: endpoint\ndata: /second\n\n"),
                        exchange -> false);
                Opened opened = server.open()) {
            server.stream.chunk("event: endpoint\ndata: http://evil.example/third\n\n");
            opened.exchange("test/ask", Opened.PATIENCE);

            assertThat(server.http.requests().get(1).path()).isEqualTo("/first");
            assertThat(opened.recorder.losses).isEmpty();
        }
    }

    @Test
    void timesOutIfNoAddressIsNamed() throws Exception {
        try (SseServer server = new SseServer(
                exchange -> exchange.stream().chunk(": hello\n\nevent: message\ndata: {}\n\n"), exchange -> false)) {
            assertThatThrownBy(() -> Opened.with(server.builder(), Duration.ofMillis(300)))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessageContaining("300 ms")
                    .hasMessageContaining(server.http.url("/sse"));
            Await.until("the stream is closed", () -> server.http.openConnections() == 0);
        }
    }

    @Test
    void failsAtOnceIfTheStreamEndsBeforeAnAddressIsNamed() throws Exception {
        try (SseServer server = new SseServer(exchange -> exchange.stream().endStream(), exchange -> false)) {
            assertThatThrownBy(server::open)
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                    .hasMessageContaining("ended its event stream before it named the address");
        }
    }

    @Test
    void failsIfThereIsNoStream() throws Exception {
        try (SseServer page =
                        new SseServer(exchange -> exchange.respond(200, "text/html", "<html>"), exchange -> false);
                SseServer missing =
                        new SseServer(exchange -> exchange.respond(404, "text/plain", "nope"), exchange -> false)) {
            assertThatThrownBy(page::open)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("is this the address of an SSE server?");
            assertThatThrownBy(missing::open)
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(404))
                    .hasMessageContaining("nope");
        }
    }

    @Test
    void canBeInterruptedWhileConnecting() throws Exception {
        for (boolean virtual : new boolean[] {true, false}) {
            try (SseServer server = new SseServer(exchange -> exchange.stream(), exchange -> false)) {
                Background<Opened> opening = Background.run(virtual, server::open);
                Await.until("the server has the request", () -> server.streams.get() == 1);

                opening.interrupt();

                assertThat(opening.failure()).isInstanceOf(InterruptedException.class);
                Await.until("the stream is closed", () -> server.http.openConnections() == 0);
            }
        }
    }

    /** Reacts to one method before the good server does. */
    private static McpOverHttp.Reaction on(String method, RawHttpServer.Script script) {
        return exchange -> {
            if (exchange.rpc().equals(method)) {
                script.serve(exchange);
                return true;
            }
            return false;
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void takesAnySuccessForReceived(int status) throws Exception {
        SseServer[] server = new SseServer[1];
        server[0] = new SseServer(on("test/ask", exchange -> {
            exchange.respond(status, "text/plain", status == 200 ? "Accepted" : "");
            server[0].answer(exchange, "{\"said\":\"fine\"}");
        }));
        try (SseServer closed = server[0];
                Opened opened = closed.open()) {
            assertThat(Opened.said(opened.exchange("test/ask", Opened.PATIENCE)))
                    .isEqualTo("fine");
            assertThat(Opened.said(opened.exchange("test/ask", Opened.PATIENCE)))
                    .isEqualTo("fine");
        }
    }

    @Test
    void aPostNeedNotEndBeforeItsAnswer() throws Exception {
        SseServer[] server = new SseServer[1];
        server[0] = new SseServer(on("test/ask", exchange -> server[0].answer(exchange, "{\"said\":\"fine\"}")));
        try (SseServer closed = server[0];
                Opened opened = closed.open()) {
            assertThat(Opened.said(opened.exchange("test/ask", Opened.PATIENCE)))
                    .isEqualTo("fine");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 413, 429, 500, 503, 307})
    void aRefusedPostFailsThatCallOnly(int status) throws Exception {
        try (SseServer server = new SseServer(
                        on("test/refused", exchange -> exchange.respond(status, "text/plain", "not this one")));
                Opened opened = server.open()) {
            Background<Object> silent = Background.run(() -> opened.exchange("test/silent", Opened.PATIENCE));
            Await.until("the other call is there", () -> server.heard().contains("test/silent"));

            assertThat(Background.run(() -> opened.exchange("test/refused", Opened.PATIENCE))
                            .failure())
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(status))
                    .hasMessageContaining("test/refused failed")
                    .hasMessageContaining("not this one")
                    .hasMessageNotContaining("hidden");
            assertThat(silent.isDone()).isFalse();
            assertThat(opened.channel.isOpen()).isTrue();
            opened.exchange("test/ask", Opened.PATIENCE);
        }
    }

    @Test
    void aRefusalWhoseBodyDoesNotComeFailsTheCallAllTheSame() throws Exception {
        try (SseServer server = new SseServer(on(
                        "test/refused",
                        exchange -> exchange.write("HTTP/1.1 500 No\r\nContent-Length: 99\r\n\r\nhalf")));
                Opened opened = server.open()) {
            long begun = System.nanoTime();

            assertThatThrownBy(() -> opened.exchange("test/refused", Opened.PATIENCE))
                    .isInstanceOf(HttpStatusException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aBrokenPostFailsThatCallOnly() throws Exception {
        try (SseServer server = new SseServer(on("test/refused", RawHttpServer.Exchange::reset));
                Opened opened = server.open()) {
            assertThat(Background.run(() -> opened.exchange("test/refused", Opened.PATIENCE))
                            .failure())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("test/refused failed");
            assertThat(opened.channel.isOpen()).isTrue();
            opened.exchange("test/ask", Opened.PATIENCE);
        }
    }

    /** Old servers refuse requests that overtake the end of the handshake. */
    @Test
    void aRequestDoesNotOvertakeANotification() throws Exception {
        CountDownLatch overtaken = new CountDownLatch(1);
        List<Boolean> overtaking = new CopyOnWriteArrayList<>();
        SseServer[] server = new SseServer[1];
        server[0] = new SseServer(exchange -> {
            if (exchange.rpc().equals("test/ask")) {
                overtaken.countDown();
            }
            if (exchange.rpc().equals("test/told")) {
                overtaking.add(overtaken.await(300, TimeUnit.MILLISECONDS));
            }
            return false;
        });
        try (SseServer closed = server[0];
                Opened opened = closed.open()) {
            opened.tell("test/told");
            opened.exchange("test/ask", Opened.PATIENCE);
            assertThat(overtaking).containsExactly(false);
        }
    }

    @Test
    void aPostThatIsNotAnsweredIsReleasedWithItsCall() throws Exception {
        try (SseServer server = new SseServer(exchange -> exchange.rpc().equals("test/silent"));
                Opened opened = server.open()) {
            assertThatThrownBy(() -> opened.exchange("test/silent", Duration.ofMillis(200)))
                    .isInstanceOf(RequestTimeoutException.class);

            Await.until("only the stream is left", () -> server.http.openConnections() == 1);
            opened.exchange("test/ask", Opened.PATIENCE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfTheStreamFailsPendingCallsAndTheNextCallConnectsAgain(boolean reset) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        SseServer[] server = new SseServer[1];
        server[0] = new SseServer(on("tools/call", exchange -> {
            exchange.status(202);
            if (calls.incrementAndGet() > 1) {
                server[0].answer(exchange, Json.toolResult("again"));
            }
        }));
        try (SseServer closed = server[0];
                Client<?> client = closed.client();
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(Era.LEGACY);
            Background<String> call =
                    Background.run(() -> session.callTool("tool", Map.of()).text());
            Await.until("the call is there", () -> calls.get() == 1);

            if (reset) {
                closed.stream.reset();
            } else {
                closed.stream.endStream();
            }

            assertThat(call.failure())
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind())
                                    .isIn(TransportException.Kind.CLOSED_BY_SERVER, TransportException.Kind.IO_FAILED))
                    .hasMessageContaining("tools/call")
                    .hasMessageContaining(closed.http.url("/sse"));
            assertThat(session.callTool("tool", Map.of()).text()).isEqualTo("again");
            assertThat(closed.streams.get()).isEqualTo(2);
            assertThat(closed.heard()).filteredOn("initialize"::equals).hasSize(2);
        }
    }

    @Test
    void asksNothingButTheHandshake() throws Exception {
        try (SseServer server = new SseServer(exchange -> false)) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                session.ping();
            }
            assertThat(server.heard()).containsExactly("GET", "initialize", "notifications/initialized", "ping");
            Await.until("all connections are closed", () -> server.http.openConnections() == 0);
        }
    }

    @Test
    void tellsTheServerOfATimeout() throws Exception {
        try (SseServer server = new SseServer(on("tools/call", exchange -> exchange.status(202)));
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() ->
                            session.callTool("tool", Map.of(), CallOptions.DEFAULT.withTimeout(Duration.ofMillis(200))))
                    .isInstanceOf(RequestTimeoutException.class);
            Await.until("the server is told", () -> server.heard().contains("notifications/cancelled"));
        }
    }

    @Test
    void sendsTheHeadersOfTheUserAndOfTheCall() throws Exception {
        try (SseServer server = new SseServer(exchange -> false)) {
            try (Client<?> client =
                            Client.of(server.builder().header("X-Fixed", "f").build());
                    ClientSession session = client.connect()) {
                session.callTool(
                        "tool", Map.of(), CallOptions.DEFAULT.withHeaders(RequestHeaders.of(Map.of("X-Call", "c"))));
            }
            assertThat(server.http.requests())
                    .allSatisfy(request -> assertThat(request.header("X-Fixed")).isEqualTo("f"));
            assertThat(server.http.requests())
                    .filteredOn(request -> McpOverHttp.name(request).equals("tools/call"))
                    .extracting(request -> request.header("X-Call"))
                    .containsExactly("c");
        }
    }

    @Test
    void anEventOverTheLimitEndsTheConnection() throws Exception {
        SseServer[] server = new SseServer[1];
        server[0] = new SseServer(on("test/huge", exchange -> {
            exchange.status(202);
            server[0].answer(exchange, "\"" + "x".repeat(5000) + "\"");
        }));
        try (SseServer closed = server[0];
                Opened opened = Opened.with(closed.builder(), Limits.DEFAULT.withMaxMessageBytes(2000))) {
            assertThat(Background.run(() -> opened.exchange("test/huge", Opened.PATIENCE))
                            .failure())
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("more than 2000 bytes")
                    .hasMessageContaining("maxMessageBytes");
            assertThat(opened.channel.isOpen()).isFalse();
            Await.until("the stream is closed", () -> closed.http.openConnections() <= 1);
        }
    }

    @Test
    void warnsOfAnAgeingTransportOnce() throws Exception {
        try (Logs logs = new Logs();
                SseServer server = new SseServer(exchange -> false)) {
            SseTransport transport = server.builder().build();
            for (int time = 0; time < 2; time++) {
                try (Client<?> client = Client.of(transport);
                        ClientSession session = client.connect()) {
                    session.ping();
                }
            }
            assertThat(logs.records())
                    .filteredOn(text -> text.contains("deprecated"))
                    .hasSize(1);
            assertThat(logs.records()).noneMatch(text -> text.contains("hidden"));
            assertThat(transport.toString()).doesNotContain("hidden");
        }
    }
}
