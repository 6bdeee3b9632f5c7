package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of the legacy era: to listen to what the server says by itself, and resumed after they broke. */
class LegacyStreamsTest {

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    private static String call(ClientSession session) {
        return session.callTool("tool", Map.of()).text();
    }

    private static boolean refuse(RawHttpServer.Exchange exchange, int status, String type, String body)
            throws IOException {
        exchange.respond(status, type, body);
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 405, 406, 409, 501, 200, 204})
    void aServerNeedNotOfferAStreamToListenTo(int status) throws Exception {
        try (Logs logs = new Logs();
                McpOverHttp server = McpOverHttp.legacy(
                        exchange -> exchange.method().equals("GET") && refuse(exchange, status, "text/plain", "no"))) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                Await.until("it tries to listen", () -> server.heard().contains("GET"));
                assertThat(call(session)).isEqualTo("fine");
                assertThat(call(session)).isEqualTo("fine");
            }

            assertThat(server.requests("GET")).hasSize(1);
            assertThat(server.requests("initialize")).hasSize(1);
            assertThat(logs.records()).noneMatch(text -> text.startsWith("WARNING"));
        }
    }

    @Test
    void aStreamToListenToThatBeginsLateHoldsNobody() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        List<String> heard = new CopyOnWriteArrayList<>();
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
            if (exchange.method().equals("GET")) {
                late.await(5, TimeUnit.SECONDS);
                exchange.stream().event("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
                exchange.chunk("event: other\ndata: {}\n\n").event("not json");
                exchange.event(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"hello\"}}");
                return true;
            }
            return false;
        })) {
            try (Client<?> client = Client.builder(server.builder().build())
                            .onNotification(notification -> heard.add(notification.method()))
                            .onLog(message -> heard.add("log"))
                            .build();
                    ClientSession session = client.connect()) {
                assertThat(call(session)).isEqualTo("fine");
                assertThat(heard).isEmpty();
                late.countDown();
                Await.until("all is heard", () -> heard.size() == 3);
            }
            assertThat(heard).contains("notifications/tools/list_changed", "notifications/message", "log");
            Await.until("all connections are closed", () -> server.http.openConnections() == 0);
        }
    }

    @Test
    void listensAgainFromTheLastEventAfterTheTimeTheServerWants() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        List<Long> times = new CopyOnWriteArrayList<>();
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
            if (exchange.method().equals("GET")) {
                times.add(System.nanoTime());
                int time = times.size();
                exchange.stream()
                        .chunk("retry: 300\nid: event-" + time + "\n"
                                + "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/n" + time + "\"}\n\n");
                if (time < 3) {
                    exchange.endStream();
                }
                return true;
            }
            return false;
        })) {
            try (Client<?> client = Client.builder(server.builder().build())
                            .onNotification(notification -> heard.add(notification.method()))
                            .build();
                    ClientSession session = client.connect()) {
                Await.until("all is heard", () -> heard.size() == 3);
                assertThat(call(session)).isEqualTo("fine");
            }

            assertThat(heard).containsExactly("notifications/n1", "notifications/n2", "notifications/n3");
            assertThat(server.requests("GET"))
                    .extracting(request -> request.header("Last-Event-ID"))
                    .containsExactly("", "event-1", "event-2");
            assertThat(Duration.ofNanos(times.get(1) - times.get(0)))
                    .isBetween(Duration.ofMillis(290), Duration.ofMillis(1500));
        }
    }

    @Test
    void doesNotListenIfToldSo() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> false)) {
            try (Client<?> client = Client.of(server.builder().listen(false).build());
                    ClientSession session = client.connect()) {
                call(session);
            }
            assertThat(server.requests("GET")).isEmpty();
        }
    }

    /** A POST whose stream ends before the answer, which a GET then brings. */
    private static McpOverHttp resuming(int polls, String retry, boolean cut) throws IOException {
        AtomicInteger gets = new AtomicInteger();
        return McpOverHttp.legacy(exchange -> {
            if (exchange.rpc().equals("tools/call")) {
                exchange.stream().chunk(retry + "id: e-0\ndata:\n\n");
                if (cut) {
                    exchange.chunk("data: {\"jsonrpc\"").reset();
                } else {
                    exchange.endStream();
                }
                return true;
            }
            if (exchange.method().equals("GET") && exchange.request().has("Last-Event-ID")) {
                int get = gets.incrementAndGet();
                if (get < polls) {
                    exchange.stream().chunk("id: e-" + get + "\ndata:\n\n").endStream();
                } else {
                    exchange.stream()
                            .event(Json.result("1234", Json.toolResult("somebody else's")))
                            .chunk("id: e-" + get + "\ndata: " + Json.result("2", Json.toolResult("resumed")) + "\n\n")
                            .endStream();
                }
                return true;
            }
            return false;
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resumesTheStreamOfACall(boolean cut) throws Exception {
        try (McpOverHttp server = resuming(1, "retry: 400\n", cut)) {
            try (Client<?> client = Client.of(server.builder().listen(false).build());
                    ClientSession session = client.connect()) {
                long begun = System.nanoTime();

                assertThat(call(session)).isEqualTo("resumed");

                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isBetween(Duration.ofMillis(390), Duration.ofMillis(2500));
            }
            assertThat(server.requests("tools/call")).hasSize(1);
            assertThat(server.requests("GET"))
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers())
                            .containsEntry("Last-Event-ID", "e-0")
                            .containsEntry("Accept", "text/event-stream")
                            .containsEntry("Mcp-Session-Id", "hidden-session-1")
                            .containsEntry("MCP-Protocol-Version", McpOverHttp.LEGACY));
        }
    }

    @Test
    void asksAgainAsLongAsNewEventsCome() throws Exception {
        try (McpOverHttp server = resuming(8, "retry: 100\n", false)) {
            try (Client<?> client = Client.of(server.builder().listen(false).build());
                    ClientSession session = client.connect()) {
                assertThat(call(session)).isEqualTo("resumed");
            }
            assertThat(server.requests("GET"))
                    .extracting(request -> request.header("Last-Event-ID"))
                    .containsExactly("e-0", "e-1", "e-2", "e-3", "e-4", "e-5", "e-6", "e-7");
        }
    }

    @Test
    void waitingToResumeCountsAgainstTheTimeOfTheCall() throws Exception {
        try (McpOverHttp server = resuming(1, "retry: 30000\n", false);
                Client<?> client = Client.of(server.builder().listen(false).build());
                ClientSession session = client.connect()) {
            long begun = System.nanoTime();

            assertThatThrownBy(() ->
                            session.callTool("tool", Map.of(), CallOptions.DEFAULT.withTimeout(Duration.ofMillis(300))))
                    .isInstanceOf(RequestTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(1500));
            Await.until("the server is told", () -> server.heard().contains("notifications/cancelled"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 400, 204})
    void failsAtOnceIfTheServerDoesNotResume(int status) throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
                    if (exchange.rpc().equals("tools/call")) {
                        exchange.stream()
                                .chunk("retry: 100\nid: e-0\ndata:\n\n")
                                .endStream();
                        return true;
                    }
                    return exchange.method().equals("GET") && refuse(exchange, status, "", "");
                });
                Client<?> client = Client.of(server.builder().listen(false).build());
                ClientSession session = client.connect()) {
            assertThat(Background.run(() -> call(session)).failure())
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CLOSED_BY_SERVER))
                    .hasMessageContaining("does not resume it")
                    .hasMessageContaining(String.valueOf(status));
        }
    }

    @Test
    void cannotResumeWithoutAnId() throws Exception {
        try (McpOverHttp server = McpOverHttp.legacy(exchange -> {
                    if (exchange.rpc().equals("tools/call")) {
                        exchange.stream().chunk("retry: 100\ndata:\n\n").endStream();
                        return true;
                    }
                    return false;
                });
                Client<?> client = Client.of(server.builder().listen(false).build());
                ClientSession session = client.connect()) {
            assertThat(Background.run(() -> call(session)).failure())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("ended its stream without a response");
            assertThat(server.requests("GET")).isEmpty();
        }
    }
}
