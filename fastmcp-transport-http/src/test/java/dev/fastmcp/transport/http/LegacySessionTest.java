package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of the legacy era, which servers begin, forget and end. */
class LegacySessionTest {

    private static final McpOverHttp.Reaction NOTHING_SPECIAL = exchange -> false;

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    private static String call(ClientSession session) {
        return session.callTool("tool", Map.of()).text();
    }

    @Test
    void sendsSessionAndVersionWithEverythingAfterTheHandshake() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(NOTHING_SPECIAL)) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.LEGACY);
                assertThat(call(session)).isEqualTo("fine");
                Await.until("it listens", () -> server.heard().contains("GET"));
            }

            assertThat(server.requests("initialize"))
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers())
                            .doesNotContainKeys("Mcp-Session-Id", "MCP-Protocol-Version", "Mcp-Method"));
            assertThat(server.http.requests())
                    .filteredOn(
                            request -> !List.of("server/discover", "initialize").contains(McpOverHttp.name(request)))
                    .extracting(McpOverHttp::name)
                    .containsExactlyInAnyOrder("notifications/initialized", "tools/call", "GET", "DELETE");
            assertThat(server.http.requests())
                    .filteredOn(
                            request -> !List.of("server/discover", "initialize").contains(McpOverHttp.name(request)))
                    .allSatisfy(request -> assertThat(request.headers())
                            .containsEntry("Mcp-Session-Id", "hidden-session-1")
                            .containsEntry("MCP-Protocol-Version", McpOverHttp.LEGACY)
                            .doesNotContainKeys("Mcp-Method", "Mcp-Name"));
            assertThat(server.sessions).isEmpty();
        }
    }

    @Test
    void worksWithoutASession() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
            if (exchange.rpc().equals("initialize")) {
                exchange.result(
                        "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}");
            } else if (exchange.rpc().equals("tools/call")) {
                exchange.result(Json.toolResult("fine"));
            } else if (exchange.rpc().equals("notifications/initialized")) {
                exchange.status(202);
            } else {
                return false;
            }
            return true;
        })) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(call(session)).isEqualTo("fine");
            }

            assertThat(server.requests("DELETE")).isEmpty();
            assertThat(server.requests("tools/call").get(0).headers())
                    .doesNotContainKey("Mcp-Session-Id")
                    .containsEntry("MCP-Protocol-Version", "2025-06-18");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "tab\tbed", "gr\u00f6\u00dfe", ""})
    void ignoresASessionIdThatNoHeaderCarries(String id) throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
            if (exchange.rpc().equals("initialize")) {
                exchange.result(
                        "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}",
                        "Mcp-Session-Id: " + id);
                return true;
            }
            return false;
        })) {
            try (Client<?> client = server.client()) {
                assertThatThrownBy(client::connect).isInstanceOf(HttpStatusException.class);
            }
            assertThat(server.requests("notifications/initialized").get(0).headers())
                    .doesNotContainKey("Mcp-Session-Id");
        }
    }

    @Test
    void takesTheSessionFromTheHandshakeOnly() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
            if (exchange.rpc().equals("tools/call")) {
                exchange.result(Json.toolResult("fine"), "Mcp-Session-Id: other");
                return true;
            }
            return false;
        })) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                call(session);
                call(session);
            }
            assertThat(server.requests("tools/call"))
                    .allSatisfy(request ->
                            assertThat(request.header("Mcp-Session-Id")).isEqualTo("hidden-session-1"));
        }
    }

    /** The ways in which servers say that a session is gone. */
    static List<McpOverHttp.Reaction> goodbyes() {
        return List.of(
                exchange -> refuse(exchange, 404, "application/json", Json.error("null", -32001, "Session not found")),
                exchange -> refuse(exchange, 404, "text/plain", "Not Found"),
                exchange -> refuse(exchange, 404, "", ""),
                exchange -> refuse(
                        exchange,
                        400,
                        "application/json",
                        Json.error("null", -32000, "Bad Request: No valid session ID provided")),
                exchange -> refuse(exchange, 400, "application/json", Json.error("null", -32600, "Invalid session")),
                exchange -> refuse(exchange, 400, "text/plain", "Invalid or missing session ID"));
    }

    private static boolean refuse(RawHttpServer.Exchange exchange, int status, String type, String body)
            throws IOException {
        exchange.respond(status, type, body);
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void beginsANewSessionInSilenceAndRepeatsTheCall(int way) throws Exception {
        McpOverHttp.Reaction goodbye = goodbyes().get(way);
        try (Logs logs = new Logs();
                McpOverHttp server = McpOverHttp.legacy(
                        exchange -> exchange.request().header("Mcp-Session-Id").equals("hidden-session-1")
                                && exchange.rpc().equals("tools/call")
                                && goodbye.serves(exchange))) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(call(session)).isEqualTo("fine");
                assertThat(call(session)).isEqualTo("fine");
            }

            assertThat(server.requests("initialize")).hasSize(2);
            assertThat(server.requests("initialize").get(1).headers())
                    .doesNotContainKeys("Mcp-Session-Id", "MCP-Protocol-Version");
            assertThat(server.requests("tools/call"))
                    .extracting(request -> request.header("Mcp-Session-Id"))
                    .containsExactly("hidden-session-1", "hidden-session-2", "hidden-session-2");
            assertThat(logs.records())
                    .noneMatch(text -> text.startsWith("WARNING"))
                    .noneMatch(text -> text.contains("hidden"))
                    .anyMatch(text -> text.contains("forgotten the session"));
        }
    }

    @Test
    void manyCallsThatLoseTheSessionTogetherBeginOneNewSession() throws Exception {
        int callers = 16;
        CountDownLatch together = new CountDownLatch(callers);
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
            if (exchange.rpc().equals("tools/call")
                    && exchange.request().header("Mcp-Session-Id").equals("hidden-session-1")) {
                together.countDown();
                together.await(5, TimeUnit.SECONDS);
                exchange.status(404);
                return true;
            }
            return false;
        })) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                List<Background<String>> calls = IntStream.range(0, callers)
                        .mapToObj(i -> Background.run(() -> call(session)))
                        .toList();
                for (Background<String> each : calls) {
                    assertThat(each.result()).isEqualTo("fine");
                }
            }

            assertThat(server.requests("initialize")).hasSize(2);
            assertThat(server.requests("tools/call")).hasSize(2 * callers);
        }
    }

    @Test
    void callsThatTheOldSessionStillAnswersGoOn() throws Exception {
        CountDownLatch renewed = new CountDownLatch(1);
        AtomicBoolean slow = new AtomicBoolean(true);
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
            boolean old = exchange.request().header("Mcp-Session-Id").equals("hidden-session-1");
            if (exchange.rpc().equals("tools/call") && old && slow.getAndSet(false)) {
                renewed.await(5, TimeUnit.SECONDS);
                exchange.result(Json.toolResult("from the old session"));
                return true;
            }
            return exchange.rpc().equals("tools/call") && old && refuse(exchange, 404, "", "");
        })) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                Background<String> first = Background.run(() -> call(session));
                Await.until("the slow call is there", () -> !slow.get());

                assertThat(call(session)).isEqualTo("fine");
                renewed.countDown();
                assertThat(first.result()).isEqualTo("from the old session");
            }
        }
    }

    @Test
    void givesUpIfTheNewSessionIsForgottenAsWell() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(
                exchange -> exchange.rpc().equals("tools/call") && refuse(exchange, 404, "text/plain", "gone"))) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThatThrownBy(() -> call(session))
                        .isInstanceOfSatisfying(
                                TransportException.class,
                                e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.SESSION_EXPIRED))
                        .hasMessageContaining("tools/call failed")
                        .hasMessageContaining(server.url())
                        .hasMessageContaining("404")
                        .hasMessageNotContaining("hidden");
                assertThat(session.listTools()).isEmpty();
            }

            assertThat(server.requests("tools/call")).hasSize(2);
            assertThat(server.requests("initialize")).hasSize(3);
        }
    }

    @Test
    void a400ThatIsNotAboutTheSessionIsTheAnswer() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> exchange.rpc().equals("tools/call")
                && refuse(
                        exchange, 400, "application/json", Json.error(exchange.id(), -32602, "no such session: x")))) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThatThrownBy(() -> call(session))
                        .isInstanceOfSatisfying(
                                JsonRpcException.class,
                                e -> assertThat(e.code()).isEqualTo(-32602));
            }
            assertThat(server.requests("initialize")).hasSize(1);
        }
    }

    @Test
    void aPathThatSpeaksOfSessionsIsNoEvidence() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange ->
                exchange.rpc().equals("tools/call") && refuse(exchange, 400, "text/plain", "bad arguments"))) {
            StreamableHttpTransport transport = StreamableHttpTransport.of(server.http.url("/session/mcp"));
            try (Client<?> client = Client.of(transport);
                    ClientSession session = client.connect()) {
                assertThatThrownBy(() -> call(session))
                        .isInstanceOf(HttpStatusException.class)
                        .hasMessageContaining("bad arguments");
            }
            assertThat(server.requests("initialize")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 400, 404, 405, 500})
    void endsTheSessionOnCloseWhateverTheServerSays(int status) throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(
                exchange -> exchange.method().equals("DELETE") && refuse(exchange, status, "", ""))) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                call(session);
            }

            assertThat(server.requests("DELETE"))
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("Mcp-Session-Id")).isEqualTo("hidden-session-1"));
            Await.until("all connections are closed", () -> server.http.openConnections() == 0);
        }
    }

    @Test
    void aServerThatDoesNotAnswerTheEndOfASessionHoldsNobodyForLong() throws Exception {
        try (McpOverHttp server =
                McpOverHttp.legacy(exchange -> exchange.method().equals("DELETE"))) {
            Client<?> client = server.client();
            client.connect();
            long begun = System.nanoTime();

            client.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
            Await.until("all connections are closed", () -> server.http.openConnections() == 0);
        }
    }

    @Test
    void aForgottenSessionIsNotEnded() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(
                exchange -> exchange.rpc().equals("tools/call") && refuse(exchange, 404, "text/plain", "gone"))) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThatThrownBy(() -> call(session)).isInstanceOf(TransportException.class);
            }
            assertThat(server.requests("DELETE")).isEmpty();
        }
    }

    @Test
    void takesTheAnswerOutOfABatch() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
                    switch (exchange.rpc()) {
                        case "initialize" -> {
                            return initializeWith(exchange, "2025-03-26");
                        }
                        case "tools/call" ->
                            exchange.json("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/first\"},"
                                    + Json.result("77", "{}") + ","
                                    + Json.result(exchange.id(), Json.toolResult("batched")) + "]");
                        case "prompts/list" ->
                            exchange.stream()
                                    .event("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/second\"},"
                                            + Json.result(exchange.id(), "{\"prompts\":[]}") + "]")
                                    .endStream();
                        case "notifications/initialized" -> exchange.status(202);
                        default -> {
                            return false;
                        }
                    }
                    return true;
                });
                Client<?> client = Client.builder(server.builder().build())
                        .onNotification(notification -> heard.add(notification.method()))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(call(session)).isEqualTo("batched");
            assertThat(session.listPrompts()).isEmpty();
            Await.until("both notifications are heard", () -> heard.size() == 2);
            assertThat(heard).containsExactly("notifications/first", "notifications/second");
        }
    }

    private static boolean initializeWith(RawHttpServer.Exchange exchange, String version) throws IOException {
        exchange.result(
                "{\"protocolVersion\":\"" + version
                        + "\",\"capabilities\":{\"tools\":{},\"prompts\":{}},\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}");
        return true;
    }

    @Test
    void answersARequestOfTheServerByAPostOfItsOwn() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
            if (exchange.rpc().equals("tools/call")) {
                exchange.stream().event("{\"jsonrpc\":\"2.0\",\"id\":\"s-1\",\"method\":\"ping\"}");
                assertThat(answered.await(5, TimeUnit.SECONDS)).isTrue();
                exchange.event(Json.result(exchange.id(), Json.toolResult("after the ping")))
                        .endStream();
                return true;
            }
            if (exchange.rpc().isEmpty() && exchange.request().body().contains("s-1")) {
                answered.countDown();
            }
            return false;
        })) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(call(session)).isEqualTo("after the ping");
            }
            assertThat(server.requests("response")).singleElement().satisfies(request -> {
                assertThat(request.body()).contains("\"s-1\"", "\"result\":{}");
                assertThat(request.headers())
                        .containsEntry("Mcp-Session-Id", "hidden-session-1")
                        .containsEntry("MCP-Protocol-Version", McpOverHttp.LEGACY);
            });
        }
    }

    @Test
    void tellsTheServerOfATimeoutAndReleasesTheConnection() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> exchange.rpc().equals("tools/call"));
                Client<?> client = Client.of(server.builder().listen(false).build());
                ClientSession session = client.connect()) {
            assertThatThrownBy(() ->
                            session.callTool("tool", Map.of(), CallOptions.DEFAULT.withTimeout(Duration.ofMillis(200))))
                    .isInstanceOf(RequestTimeoutException.class);

            Await.until("the server is told", () -> server.heard().contains("notifications/cancelled"));
            assertThat(server.requests("notifications/cancelled").get(0).body()).contains("\"requestId\":2");
            Await.until("one connection is left", () -> server.http.openConnections() <= 1);
            session.ping();
        }
    }

    @Test
    void keepsSessionIdsAndHeadersOutOfLogsAndMessages() throws Exception {
        try (Logs logs = new Logs();
                McpOverHttp server = McpOverHttp.legacy(exchange -> {
                    if (exchange.method().equals("DELETE")) {
                        exchange.reset();
                        return true;
                    }
                    if (exchange.method().equals("GET")) {
                        exchange.write("nonsense\r\n\r\n").close();
                        return true;
                    }
                    return exchange.rpc().equals("tools/call") && refuse(exchange, 500, "text/plain", "no");
                })) {
            StreamableHttpTransport transport = StreamableHttpTransport.builder(server.http.url("/mcp?key=hidden-key"))
                    .header("X-Api-Key", "hidden-header")
                    .build();
            try (Client<?> client = Client.of(transport);
                    ClientSession session = client.connect()) {
                Await.until("it tries to listen", () -> server.heard().contains("GET"));
                assertThatThrownBy(() -> call(session))
                        .isInstanceOf(McpException.class)
                        .hasMessageNotContaining("hidden");
                assertThat(client.toString() + session + transport + transport.endpoint())
                        .doesNotContain("hidden");
            }
            Await.until(
                    "the end of the session has failed",
                    () -> logs.records().stream().anyMatch(text -> text.contains("Could not end the session")));
            assertThat(logs.records()).noneMatch(text -> text.contains("hidden"));
        }
    }
}
