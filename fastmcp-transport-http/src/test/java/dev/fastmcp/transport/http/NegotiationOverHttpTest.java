package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.api.http.RequestAuthenticator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client finds out which era, and which transport, a server speaks. */
class NegotiationOverHttpTest {

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    /** An answer to {@code server/discover}. */
    private record Answer(String name, RawHttpServer.Script script) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Answer status(int status, String type, String body) {
        return new Answer(status + " " + body, exchange -> exchange.respond(status, type, body));
    }

    private static Answer error(int status, int code) {
        return new Answer(status + " with error " + code, exchange -> exchange.error(status, code, "no"));
    }

    private static RawHttpServer.Script unsupported(int status, String versions) {
        return exchange -> exchange.respond(
                status,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":" + exchange.id()
                        + ",\"error\":{\"code\":-32022,\"message\":\"Unsupported\",\"data\":{\"supported\":" + versions
                        + ",\"requested\":\"x\"}}}");
    }

    static Stream<Answer> legacyAnswers() {
        return Stream.of(
                status(400, "text/plain", "Bad Request"),
                status(400, "", ""),
                status(400, "application/json", "{broken"),
                status(400, "application/json", "{\"error\":\"no JSON-RPC\"}"),
                error(400, -32000),
                error(400, -32001),
                error(400, -32602),
                error(400, -32700),
                error(400, -32601),
                error(400, -32003),
                error(400, -32004),
                new Answer("400 with -32022 and legacy versions", unsupported(400, "[\"2025-11-25\"]")),
                new Answer("400 with -32022 and no versions", exchange -> exchange.error(400, -32022, "no")),
                error(200, -32601),
                error(200, -32000),
                error(200, -32602),
                error(200, 0),
                new Answer("200 with another result", exchange -> exchange.result("{\"tools\":[]}")),
                new Answer("200 with an empty result", exchange -> exchange.result("{}")),
                new Answer(
                        "200 with versions that are none",
                        exchange -> exchange.result("{\"supportedVersions\":\"2026-07-28\"}")),
                new Answer(
                        "a stream with an error",
                        exchange -> exchange.stream()
                                .event(Json.error(exchange.id(), -32601, "no"))
                                .endStream()),
                new Answer(
                        "legacy versions only",
                        exchange -> McpOverHttp.discovered(exchange, "[\"2025-11-25\",\"2025-06-18\"]")),
                error(404, -32601),
                status(404, "text/plain", "Not Found"),
                status(404, "text/html", "<html>"),
                status(405, "", ""),
                status(406, "text/plain", "Not Acceptable"),
                status(409, "", ""),
                status(415, "", ""),
                status(422, "", ""),
                status(200, "text/html", "<html>"),
                status(202, "", ""));
    }

    @ParameterizedTest
    @MethodSource("legacyAnswers")
    void shakesHands(Answer answer) throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> serves(exchange, answer))) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.LEGACY);
                assertThat(session.callTool("tool", Map.of()).text()).isEqualTo("fine");
            }

            assertThat(server.heard()).startsWith("server/discover", "initialize", "notifications/initialized");
            assertThat(server.requests("initialize").get(0).headers())
                    .doesNotContainKeys("MCP-Protocol-Version", "Mcp-Method", "Mcp-Session-Id");
            assertThat(server.requests("initialize").get(0).body())
                    .contains("\"2025-11-25\"")
                    .doesNotContain("2026");
        }
    }

    private static boolean serves(RawHttpServer.Exchange exchange, Answer answer)
            throws IOException, InterruptedException {
        if (exchange.rpc().equals("server/discover")) {
            answer.script().serve(exchange);
            return true;
        }
        return false;
    }

    static Stream<Answer> modernAnswers() {
        return Stream.of(
                new Answer("JSON", exchange -> McpOverHttp.discovered(exchange, "[\"2026-07-28\"]")),
                new Answer(
                        "newer ones too",
                        exchange -> McpOverHttp.discovered(exchange, "[\"2030-01-01\",\"2026-07-28\",\"2025-11-25\"]")),
                new Answer(
                        "a stream",
                        exchange -> exchange.stream()
                                .event(
                                        Json.result(
                                                exchange.id(),
                                                "{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}},\"ttlMs\":0,\"cacheScope\":\"private\"}"))
                                .endStream()));
    }

    @ParameterizedTest
    @MethodSource("modernAnswers")
    void staysModern(Answer answer) throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> serves(exchange, answer))) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.MODERN);
                assertThat(session.callTool("tool", Map.of()).text()).isEqualTo("fine");
            }
            assertThat(server.heard()).containsExactly("server/discover", "tools/call");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 200})
    void asksAgainOnceInAVersionTheServerNames(int status) throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
            if (exchange.rpc().equals("server/discover") && first.getAndSet(false)) {
                unsupported(status, "[\"2026-07-28\"]").serve(exchange);
                return true;
            }
            return false;
        })) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.MODERN);
            }
            assertThat(server.heard()).containsExactly("server/discover", "server/discover");
        }
    }

    @Test
    void doesNotAskForEver() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(
                        exchange -> serves(exchange, new Answer("", unsupported(400, "[\"2026-07-28\"]"))));
                Client<?> client = server.client()) {
            assertThatThrownBy(client::connect).isInstanceOf(McpException.class).hasMessageContaining("2026-07-28");
            assertThat(server.heard()).containsExactly("server/discover", "server/discover");
        }
    }

    static Stream<Answer> foreignAnswers() {
        return Stream.of(
                new Answer("described", exchange -> McpOverHttp.discovered(exchange, "[\"2030-01-01\"]")),
                new Answer("refused", unsupported(400, "[\"2030-01-01\"]")));
    }

    @ParameterizedTest
    @MethodSource("foreignAnswers")
    void saysWhichVersionsBothSidesSpeakIfTheyHaveNoneInCommon(Answer answer) throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> serves(exchange, answer));
                Client<?> client = server.client()) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(IncompatibleServerException.class)
                    .hasMessageContaining("2030-01-01")
                    .hasMessageContaining("2026-07-28")
                    .hasMessageContaining(server.url());
            assertThat(server.heard()).containsExactly("server/discover");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-32020, -32021})
    void doesNotFallBackFromErrorsOfTheModernEra(int code) throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> serves(exchange, error(400, code)));
                Client<?> client = server.client()) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.error().orElseThrow().code()).isEqualTo(code));
            assertThat(server.heard()).containsExactly("server/discover");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 401, 403, 407, 429, 500, 501, 502, 503, 504})
    void otherStatusesAreNoVerdict(int status) throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (McpOverHttp server = McpOverHttp.legacy(
                        exchange -> broken.get() && serves(exchange, status(status, "text/plain", "not now")));
                Client<?> client = server.client()) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(status));
            assertThat(server.heard()).containsExactly("server/discover");

            broken.set(false);
            try (ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.LEGACY);
            }
        }
    }

    static Stream<Answer> losses() {
        return Stream.of(
                new Answer("closed", RawHttpServer.Exchange::close),
                new Answer("reset", RawHttpServer.Exchange::reset),
                new Answer("cut", exchange -> exchange.stream().chunk(":\n").close()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aLostConnectionIsNoVerdict(Answer answer) throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> serves(exchange, answer));
                Client<?> client = server.client()) {
            assertThatThrownBy(client::connect).isInstanceOf(TransportException.class);
            assertThat(server.heard()).doesNotContain("initialize", "GET");
        }
    }

    @Test
    void silenceIsNoVerdict() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> exchange.rpc().equals("server/discover"));
                Client<?> client = Client.builder(server.builder().build())
                        .connectTimeout(Duration.ofMillis(400))
                        .probeTimeout(Duration.ofMillis(100))
                        .build()) {
            assertThatThrownBy(client::connect).isInstanceOf(RequestTimeoutException.class);
            assertThat(server.heard()).containsExactly("server/discover");
        }
    }

    private static int emptyPort() throws IOException {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return unused.getLocalPort();
        }
    }

    @Test
    void aRefusedConnectionIsNoVerdict() throws Exception {
        String address = "http://127.0.0.1:" + emptyPort() + "/mcp";
        try (Client<?> client = Client.of(StreamableHttpTransport.of(address))) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(client::connect)
                        .isInstanceOfSatisfying(
                                TransportException.class,
                                e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                        .hasMessageContaining(address);
            }
        }
    }

    @Test
    void repeatsTheSameQuestionWithCredentials() throws Exception {
        RequestAuthenticator auth = new RequestAuthenticator() {
            private final AtomicBoolean known = new AtomicBoolean();

            @Override
            public Map<String, String> headers(AuthRequest request) {
                return known.get() ? Map.of("Authorization", "Bearer t") : Map.of();
            }

            @Override
            public boolean onChallenge(AuthChallenge challenge) {
                assertThat(challenge.wwwAuthenticate()).containsExactly("Bearer realm=\"x\"");
                known.set(true);
                return true;
            }
        };
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
            if (!exchange.request().has("Authorization")) {
                exchange.respond(401, "", "", "WWW-Authenticate: Bearer realm=\"x\"");
                return true;
            }
            return false;
        })) {
            try (Client<?> client = Client.of(server.builder().auth(auth).build());
                    ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.MODERN);
            }
            assertThat(server.heard()).containsExactly("server/discover", "server/discover");
            assertThat(server.http.requests().get(0).body())
                    .isEqualTo(server.http.requests().get(1).body());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void connectingMayTakeAsLongAsAPersonNeedsToLogIn(Era era) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        RequestAuthenticator auth = new RequestAuthenticator() {
            private final AtomicBoolean known = new AtomicBoolean();

            @Override
            public Map<String, String> headers(AuthRequest request) {
                return known.get() ? Map.of("Authorization", "Bearer t") : Map.of();
            }

            @Override
            public boolean onChallenge(AuthChallenge challenge) throws InterruptedException {
                never.await(1200, TimeUnit.MILLISECONDS);
                known.set(true);
                return true;
            }
        };
        McpOverHttp.Reaction login = exchange -> {
            if (!exchange.request().has("Authorization")) {
                exchange.respond(401, "", "", "WWW-Authenticate: Bearer realm=\"x\"");
                return true;
            }
            return false;
        };
        try (McpOverHttp server = era == Era.MODERN ? McpOverHttp.modern(login) : McpOverHttp.legacy(login);
                Client<?> client = Client.builder(server.builder().auth(auth).build())
                        .connectTimeout(Duration.ofSeconds(1))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(era);
        }
    }

    /** An old server: it refuses POSTs, and has its event stream at the same address. */
    private static RawHttpServer old(int status, RawHttpServer.Script stream) throws IOException {
        ScriptedSseSupport support = new ScriptedSseSupport();
        return RawHttpServer.start(exchange -> {
            if (exchange.method().equals("GET")) {
                support.stream = exchange;
                stream.serve(exchange);
            } else if (exchange.request().path().equals("/messages")) {
                support.answer(exchange);
            } else {
                exchange.respond(status, "text/plain", "no POST here");
            }
        });
    }

    /** Answers POSTs by events. */
    private static final class ScriptedSseSupport {

        private volatile RawHttpServer.Exchange stream;

        void answer(RawHttpServer.Exchange post) throws IOException {
            post.status(202);
            String result = switch (post.rpc()) {
                case "initialize" ->
                    "{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"old\",\"version\":\"1\"}}";
                case "tools/call" -> Json.toolResult("from an old server");
                default -> "";
            };
            if (!result.isEmpty()) {
                stream.event(Json.result(post.id(), result));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405})
    void fallsBackToSse(int status) throws Exception {
        try (RawHttpServer server =
                old(status, exchange -> exchange.stream().chunk("event: endpoint\ndata: /messages\n\n"))) {
            try (Client<?> client = Client.of(StreamableHttpTransport.of(server.url("/mcp")));
                    ClientSession session = client.connect()) {
                assertThat(session.server().version().wireName()).isEqualTo("2024-11-05");
                assertThat(session.callTool("tool", Map.of()).text()).isEqualTo("from an old server");
            }
            assertThat(server.requests())
                    .extracting(request -> request.path() + " " + McpOverHttp.name(request))
                    .startsWith(
                            "/mcp server/discover",
                            "/mcp initialize",
                            "/mcp GET",
                            "/messages initialize",
                            "/messages notifications/initialized",
                            "/messages tools/call");
            Await.until("all connections are closed", () -> server.openConnections() == 0);
        }
    }

    @Test
    void doesNotFallBackIfToldSo() throws Exception {
        try (RawHttpServer server = old(404, RawHttpServer.Exchange::close);
                Client<?> client = Client.of(StreamableHttpTransport.builder(server.url("/mcp"))
                        .sseFallback(false)
                        .build())) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(404))
                    .hasMessageContaining("no MCP server at this address");
            assertThat(server.requests("GET")).isEmpty();
        }
    }

    @Test
    void doesNotFallBackFromOtherStatusesOfTheHandshake() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(
                        exchange -> exchange.status(exchange.rpc().equals("initialize") ? 503 : 404));
                Client<?> client = Client.of(StreamableHttpTransport.of(server.url("/mcp")))) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(503));
            assertThat(server.requests("GET")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 500})
    void reportsTheRefusalIfThereIsNoOldServerEither(int status) throws Exception {
        try (RawHttpServer server = old(405, exchange -> exchange.status(status));
                Client<?> client = Client.of(StreamableHttpTransport.of(server.url("/mcp")))) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(405))
                    .hasMessageContaining("initialize failed")
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
            Await.until("all connections are closed", () -> server.openConnections() == 0);
        }
    }

    @Test
    void fallingBackCountsAgainstTheConnectTimeout() throws Exception {
        AtomicInteger gets = new AtomicInteger();
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    if (exchange.method().equals("GET")) {
                        gets.incrementAndGet();
                    } else {
                        exchange.pause(exchange.rpc().equals("initialize") ? 800 : 0);
                        exchange.status(404);
                    }
                });
                Client<?> client = Client.builder(StreamableHttpTransport.of(server.url("/mcp")))
                        .connectTimeout(Duration.ofMillis(1000))
                        .build()) {
            long begun = System.nanoTime();

            assertThatThrownBy(client::connect).isInstanceOf(McpException.class);

            assertThat(gets.get()).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1600));
        }
    }

    @Test
    void connectingCanBeInterruptedWhileFallingBack() throws Exception {
        try (RawHttpServer server = old(404, exchange -> {});
                Client<?> client = Client.of(StreamableHttpTransport.of(server.url("/mcp")))) {
            Background<ClientSession> connecting = Background.run(client::connect);
            Await.until("it waits for the stream", () -> !server.requests("GET").isEmpty());

            connecting.interrupt();

            assertThat(connecting.failure()).isInstanceOf(McpException.class).hasMessageContaining("interrupted");
            Await.until("all connections are closed", () -> server.openConnections() == 0);
        }
    }

    @Test
    void doesNotAskAnythingThatHasEffectsBeforeItKnowsTheEra() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> false);
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            assertThat(session.isOpen()).isTrue();
            assertThat(List.of("server/discover", "initialize", "notifications/initialized", "GET"))
                    .containsAll(server.heard());
        }
    }

    @Test
    void shakesHandsUnaskedInTheLegacyEra() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> false)) {
            try (Client<?> client = Client.builder(server.builder().build())
                            .era(Era.LEGACY)
                            .build();
                    ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.LEGACY);
            }
            assertThat(server.heard()).startsWith("initialize");
        }
    }

    @Test
    void insistsOnTheModernEraIfToldSo() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> false);
                Client<?> client =
                        Client.builder(server.builder().build()).era(Era.MODERN).build()) {
            assertThatThrownBy(client::connect).isInstanceOf(McpException.class).hasMessageContaining(server.url());
            assertThat(server.heard()).containsExactly("server/discover");
        }
    }
}
