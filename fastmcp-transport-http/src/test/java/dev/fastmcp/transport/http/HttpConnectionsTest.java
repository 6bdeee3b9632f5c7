package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes right, and which connections serve again. */
class HttpConnectionsTest {

    private static final Duration SHORT = Duration.ofMillis(250);

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    @Test
    void doesNotTouchAConnectionAgainThatHasMoreBytesThanItsResponse() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    String answer = Json.result(exchange.id(), "{\"said\":\"mine\"}");
                    String poison = Json.result("2", "{\"said\":\"poison\"}");
                    if (exchange.request().connection() == 1) {
                        exchange.write(RawHttpServer.OK_HEAD + "Content-Length: " + answer.length() + "\r\n\r\n"
                                + answer + RawHttpServer.OK_HEAD + "Content-Length: " + poison.length() + "\r\n\r\n"
                                + poison);
                    } else {
                        exchange.json(answer);
                    }
                });
                Opened opened = Opened.to(server)) {
            for (int call = 0; call < 5; call++) {
                assertThat(opened.call()).isEqualTo("mine");
            }
        }
    }

    @Test
    void doesNotTouchAConnectionAgainWhoseBodyIsLongerThanItsLength() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    String answer = Json.result(exchange.id(), "{\"said\":\"mine\"}");
                    exchange.write(RawHttpServer.OK_HEAD + "Content-Length: " + answer.length() + "\r\n\r\n" + answer
                            + "  \r\n{}");
                });
                Opened opened = Opened.to(server)) {
            for (int call = 0; call < 5; call++) {
                assertThat(opened.call()).isEqualTo("mine");
            }
        }
    }

    @Test
    void keepsAConnectionForTheNextCall() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    if (exchange.rpc().equals("test/stream")) {
                        exchange.stream()
                                .event(Json.result(exchange.id(), "{}"))
                                .endStream();
                    } else {
                        exchange.result("{\"said\":\"fine\"}");
                    }
                });
                Opened opened = Opened.to(server)) {
            for (int call = 0; call < 20; call++) {
                assertThat(opened.call()).isEqualTo("fine");
                opened.exchange("test/stream", Opened.PATIENCE);
            }

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void callsSurviveServersThatCloseWithoutAWordAndNoneIsExecutedTwice() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    exchange.result("{\"said\":\"fine\"}");
                    exchange.close();
                });
                Opened opened = Opened.to(server)) {
            for (int call = 0; call < 50; call++) {
                // A request that may be repeated: on a busy machine the next call can be faster than the news of the
                // close.
                assertThat(Opened.said(opened.exchange("tools/list", Opened.PATIENCE)))
                        .isEqualTo("fine");
                Await.until("the server has closed", () -> server.openConnections() == 0);
            }

            assertThat(server.requests()).hasSize(50);
        }
    }

    @Test
    void callsSurviveAnIdleConnectionThatWasReset() throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    exchange.result("{\"said\":\"fine\"}");
                    if (exchange.request().connection() == 1) {
                        reset.await();
                        exchange.reset();
                    }
                });
                Opened opened = Opened.to(server)) {
            assertThat(opened.call()).isEqualTo("fine");
            reset.countDown();
            Await.until("the connection is reset", () -> server.openConnections() == 0);

            assertThat(opened.call()).isEqualTo("fine");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void repeatsWhatOnlyReadsIfAKeptConnectionEndsInsteadOfAnAnswer(boolean reset) throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    if (exchange.request().connection() == 1 && !exchange.rpc().equals("test/first")) {
                        if (reset) {
                            exchange.reset();
                        } else {
                            exchange.close();
                        }
                    } else {
                        exchange.result("{\"said\":\"fine\"}");
                    }
                });
                Opened opened = Opened.to(server)) {
            opened.exchange("test/first", Opened.PATIENCE);

            assertThat(Opened.said(opened.exchange("tools/list", Opened.PATIENCE)))
                    .isEqualTo("fine");
            assertThat(server.requests())
                    .extracting(RawHttpServer.Request::connection)
                    .containsExactly(1, 1, 2);
        }
    }

    @Test
    void doesNotRepeatWhatMayHaveBeenDone() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    if (exchange.rpc().equals("tools/call")) {
                        exchange.close();
                    } else {
                        exchange.result("{}");
                    }
                });
                Opened opened = Opened.to(server)) {
            opened.exchange("test/first", Opened.PATIENCE);

            assertThatThrownBy(opened::call).isInstanceOf(TransportException.class);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void returnsAsSoonAsTheAnswerIsThereEvenIfTheStreamStaysOpen() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(
                        exchange -> exchange.stream().event(Json.result(exchange.id(), "{\"said\":\"fine\"}")));
                Opened opened = Opened.to(server)) {
            long begun = System.nanoTime();
            for (int call = 0; call < 3; call++) {
                assertThat(opened.call()).isEqualTo("fine");
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
            Await.until("the streams are closed", () -> server.openConnections() == 0);
        }
    }

    @Test
    void hearsThePeculiaritiesOfGoodStreams() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    exchange.stream().chunk("\uFEFF" + ": heartbeat\n".repeat(600));
                    exchange.chunk("retry: 500\n\nevent: ping\ndata: {broken\n\nevent: message\n");
                    String answer = Json.result(exchange.id(), "{\"said\":\"größe\"}");
                    byte[] bytes =
                            ("data: " + answer.replace(",", ",\ndata: ") + "\n\n").getBytes(StandardCharsets.UTF_8);
                    for (byte each : bytes) {
                        exchange.write("1\r\n").write(new byte[] {each}).write("\r\n");
                    }
                    exchange.endStream();
                });
                Opened opened = Opened.to(server)) {
            assertThat(opened.call()).isEqualTo("größe");
        }
    }

    @Test
    void acceptsGoodAnswersOfAllKinds() throws Exception {
        List<RawHttpServer.Script> kinds = List.of(
                exchange -> exchange.result("{\"said\":\"fine\"}"),
                exchange -> exchange.respond(
                        200, "Application/JSON; charset=latin1", Json.result(exchange.id(), "{\"said\":\"fine\"}")),
                exchange ->
                        exchange.respond(201, "application/json", Json.result(exchange.id(), "{\"said\":\"fine\"}")),
                exchange -> exchange.json("\uFEFF" + Json.result(exchange.id(), "{\"said\":\"fine\"}")),
                exchange -> exchange.json("[" + Json.result(exchange.id(), "{\"said\":\"fine\"}") + "]"),
                exchange -> exchange.json(Json.result("\"" + exchange.id() + "\"", "{\"said\":\"fine\"}")),
                exchange -> exchange.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
                        .result("{\"said\":\"fine\"}"),
                exchange -> exchange.write("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n"
                                + Json.result(exchange.id(), "{\"said\":\"fine\"}"))
                        .close(),
                exchange -> exchange.write(
                                RawHttpServer.OK_HEAD + "Content-Encoding: identity\r\nConnection: close\r\n\r\n"
                                        + Json.result(exchange.id(), "{\"said\":\"fine\"}"))
                        .close());
        for (RawHttpServer.Script kind : kinds) {
            try (RawHttpServer server = RawHttpServer.start(kind);
                    Opened opened = Opened.to(server)) {
                assertThat(opened.call()).isEqualTo("fine");
                assertThat(opened.call()).isEqualTo("fine");
            }
        }
    }

    @Test
    void aFailedNotificationSaysSo() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    switch (exchange.rpc()) {
                        case "test/refused" -> exchange.respond(500, "text/plain", "no");
                        case "test/ok" -> exchange.result("{}");
                        case "test/empty" -> exchange.status(204);
                        case "test/stream" -> exchange.stream();
                        default -> exchange.status(202);
                    }
                });
                Opened opened = Opened.to(server)) {
            opened.tell("test/accepted");
            opened.tell("test/ok");
            opened.tell("test/empty");
            opened.tell("test/stream");
            assertThatThrownBy(() -> opened.tell("test/refused"))
                    .matches(Expected.status(500), "is the right exception")
                    .hasMessageStartingWith("test/refused failed");
            opened.tell("test/accepted");
        }
    }

    @Test
    void aNotificationThatNobodyTakesEndsWithTheConnectTimeout() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {});
                Opened opened = Opened.with(Opened.builder(server), SHORT)) {
            assertThat(Background.run(() -> {
                                opened.tell("test/silence");
                                return true;
                            })
                            .failure())
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("test/silence");
        }
    }

    @Test
    void sendsWhatTheProtocolWantsAndNothingThatInvitesCompression() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> exchange.result("{\"said\":\"fine\"}"));
                Opened opened = Opened.to(server)) {
            opened.call();

            RawHttpServer.Request request = server.requests().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/mcp?key=hidden-key");
            assertThat(request.headers())
                    .containsEntry("Accept", "application/json, text/event-stream")
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("Host", "127.0.0.1:" + server.port())
                    .doesNotContainKeys("Accept-Encoding", "Cookie", "Upgrade", "Expect", "Mcp-Session-Id");
            assertThat(Map.copyOf(request.headers())).hasSize(4);
        }
    }
}
