package dev.fastmcp.server;

import static dev.fastmcp.server.RawHttp.MODERN;
import static dev.fastmcp.server.RawHttp.call;
import static dev.fastmcp.server.RawHttp.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.model.LoggingLevel;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, gone, or too many: they must not keep a server from serving others. */
@Timeout(60)
class HttpClientsTest {

    private static final String CALL = MODERN + "Mcp-Method: tools/call\r\nMcp-Name: ";
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final FastMcpServer server = FastMcpServer.builder("test")
            .tool(ServerTool.of("hello", "Greets.", (arguments, context) -> "Hello!"))
            .tool(ServerTool.of("much", "Says much.", (arguments, context) -> "much".repeat(8_000_000)))
            .build();

    @AfterEach
    void end() {
        server.close();
    }

    private HttpServing.Builder serving() {
        return HttpServing.builder(server).ioTimeout(SHORT);
    }

    /** Asks until the answer is as wanted. */
    private static void await(RawHttp http, String headers, String body, String wanted) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String answer = http.post(headers, body);
        while (!answer.startsWith(wanted) && System.nanoTime() < end) {
            answer = http.post(headers, body);
        }
        assertThat(answer).startsWith(wanted);
    }

    @Test
    void aHandlerHearsThatNobodyReadsItsEvents() throws Exception {
        CompletableFuture<Exception> failed = new CompletableFuture<>();
        server.add(ServerTool.of("flood", "Logs much.", (arguments, context) -> {
            try {
                while (true) {
                    context.log(LoggingLevel.ERROR, "x".repeat(100_000));
                }
            } catch (Exception e) {
                failed.complete(e);
                throw e;
            }
        }));
        String body =
                call("flood").replace("\"_meta\":{", "\"_meta\":{\"io.modelcontextprotocol/logLevel\":\"debug\",");
        try (HttpServing serving = serving().start();
                Socket silent = new RawHttp(serving).openPost(CALL + "flood\r\n", body)) {
            assertThat(failed.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void aResponseThatNobodyReadsIsGivenUp() throws Exception {
        try (HttpServing serving = serving().maxRequests(1).start()) {
            RawHttp http = new RawHttp(serving);
            try (Socket silent = http.openPost(CALL + "much\r\n", call("much"))) {
                assertThat(silent.getInputStream().read()).isEqualTo('H');
                assertThat(http.post(CALL + "hello\r\n", call("hello"))).startsWith("HTTP/1.1 503 ");

                await(http, CALL + "hello\r\n", call("hello"), "HTTP/1.1 200 ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /mcp HTT",
                "POST /mcp HTTP/1.1\r\n"
                        + "Host: 127.0.0.1\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Content-Length: 100\r\n\r\n"
                        + "{",
                "PUT /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n"
            })
    void aRequestThatDoesNotComeToItsEndIsGivenUp(String beginning) throws Exception {
        try (HttpServing serving = serving().start();
                Socket slow = new RawHttp(serving).connect()) {
            RawHttp.write(slow, beginning);

            // Ends, instead of waiting for more.
            slow.getInputStream().readAllBytes();
        }
    }

    @Test
    void aSlowClientMaySendMuch() throws Exception {
        try (HttpServing serving =
                HttpServing.builder(server).ioTimeout(Duration.ofSeconds(20)).start()) {
            String body =
                    call("hello").replace("\"_meta\":{", "\"_meta\":{\"filler\":\"" + "x".repeat(1_000_000) + "\",");

            assertThat(new RawHttp(serving).post(CALL + "hello\r\n", body)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aListenerThatDoesNotReadMakesRoomForAnother() throws Exception {
        String uri = "test://" + "x".repeat(8_000);
        try (HttpServing serving = serving().start()) {
            RawHttp http = new RawHttp(serving);
            String session = http.introduced("2025-11-25");
            http.post(session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            http.post(session, request(2, "resources/subscribe", "\"uri\":\"" + uri + "\""));
            try (Socket silent = http.open("GET", session, "")) {
                assertThat(silent.getInputStream().read()).isEqualTo('H');
                Thread updates = Thread.ofPlatform().daemon().start(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        server.resourceUpdated(uri);
                    }
                });
                boolean free = false;
                try {
                    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                    while (!free && System.nanoTime() < end) {
                        try (Socket other = http.open("GET", session, "")) {
                            free = new String(other.getInputStream().readNBytes(13)).endsWith("200 ");
                        }
                    }
                } finally {
                    updates.interrupt();
                }
                assertThat(free).isTrue();
            }
        }
    }

    @Test
    void oneSessionTooManyEndsTheOneThatHasBeenSilentLongest() throws Exception {
        try (HttpServing serving = HttpServing.builder(server).maxSessions(2).start()) {
            RawHttp http = new RawHttp(serving);
            String first = http.introduced("2025-11-25");
            String second = http.introduced("2025-11-25");
            http.post(first, request(2, "ping", ""));

            String third = http.introduced("2025-11-25");

            assertThat(http.post(first, request(2, "ping", ""))).startsWith("HTTP/1.1 200 ");
            assertThat(http.post(second, request(2, "ping", ""))).startsWith("HTTP/1.1 404 ");
            assertThat(http.post(third, request(2, "ping", ""))).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aSessionInUseIsNotEnded() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.add(ServerTool.of("wait", "Waits.", (arguments, context) -> {
            started.countDown();
            go.await();
            return "waited";
        }));
        try (HttpServing serving = HttpServing.builder(server).maxSessions(1).start()) {
            RawHttp http = new RawHttp(serving);
            String session = http.introduced("2025-11-25");
            try (Socket waiting = http.openPost(session, request(2, "tools/call", "\"name\":\"wait\""))) {
                assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

                assertThat(http.post("", RawHttp.INITIALIZE)).startsWith("HTTP/1.1 503 ");

                go.countDown();
                assertThat(new String(waiting.getInputStream().readAllBytes())).contains("waited");
            }
        }
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        HttpServing.Builder builder = HttpServing.builder(server);

        assertThatThrownBy(() -> builder.ioTimeout(Duration.ZERO)).hasMessageContaining("ioTimeout is PT0S");
        assertThatThrownBy(() -> builder.maxSessions(0)).hasMessage("maxSessions is 0: give 1 or more");
        assertThatThrownBy(() -> builder.maxRequests(-1)).hasMessage("maxRequests is -1: give 1 or more");
    }
}
