package dev.fastmcp.server;

import static dev.fastmcp.server.RawHttp.INITIALIZE;
import static dev.fastmcp.server.RawHttp.MODERN;
import static dev.fastmcp.server.RawHttp.call;
import static dev.fastmcp.server.RawHttp.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches, by raw sockets. */
@Timeout(30)
class HttpBatchTest {

    private final FastMcpServer server = FastMcpServer.builder("test")
            .tool(ServerTool.of("hello", "Greets.", (arguments, context) -> "Hello!"))
            .tool(ServerTool.of("steps", "Reports.", (arguments, context) -> {
                context.progress(1, 2);
                return "done";
            }))
            .build();
    private HttpServing serving;
    private RawHttp http;

    @BeforeEach
    void serve() throws IOException {
        serving = HttpServing.builder(server).start();
        http = new RawHttp(serving);
    }

    @AfterEach
    void end() {
        serving.close();
        server.close();
    }

    @Test
    void answersBatchesOf20250326WithAnArray() throws Exception {
        String session = http.introduced("2025-03-26");
        String ping = request(2, "ping", "");
        String hello = request(3, "tools/call", "\"name\":\"hello\"");
        String told = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

        String answer = http.post(session, " [" + ping + "," + told + "," + hello + ",7]");

        assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-type: application/json");
        List<Object> responses = JsonValue.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                .asList();
        assertThat(responses)
                .extracting(response -> String.valueOf(((Map<?, ?>) response).get("id")))
                .containsExactlyInAnyOrder("2", "3", "null");
        assertThat(http.post(session, "[" + ping + "]")).contains("\r\n\r\n[{\"jsonrpc\":\"2.0\",\"id\":2,");
        assertThat(http.post(session, "[" + told + "]")).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void answersBatchesByEventsIfThereIsMoreThanResponses() throws Exception {
        String steps = request(3, "tools/call", "\"name\":\"steps\",\"_meta\":{\"progressToken\":5}");

        assertThat(http.post(http.introduced("2025-03-26"), "[" + request(2, "ping", "") + "," + steps + "]"))
                .containsIgnoringCase("content-type: text/event-stream")
                .containsSubsequence("notifications/progress", "\"id\":3")
                .contains("\ndata: {\"jsonrpc\":\"2.0\",\"id\":2,");
    }

    @Test
    void answersTheRequestsOfABatchAtTheSameTime() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        server.add(ServerTool.of("meet", "Waits for the other.", (arguments, context) -> {
            both.countDown();
            return both.await(10, TimeUnit.SECONDS);
        }));
        String meet = request(2, "tools/call", "\"name\":\"meet\"");

        assertThat(http.post(
                        http.introduced("2025-03-26"), "[" + meet + "," + meet.replace("\"id\":2", "\"id\":3") + "]"))
                .doesNotContain("{\"result\":false}")
                .contains("\"id\":2")
                .contains("\"id\":3");
    }

    @Test
    void refusesBatchesThatItNeedNotTake() throws Exception {
        String ping = "[" + request(2, "ping", "") + "]";
        String alone = "Send one message at a time: batches belong to protocol version 2025-03-26";

        assertThat(http.post(http.introduced("2025-06-18"), ping))
                .startsWith("HTTP/1.1 400 ")
                .contains(alone);
        assertThat(http.post("", ping)).startsWith("HTTP/1.1 400 ").contains(alone);
        assertThat(http.post("", "\uFEFF[" + request(2, "ping", "") + "," + request(3, "ping", "") + "]"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(http.post(MODERN, "[" + call("hello") + "]")).startsWith("HTTP/1.1 400 ");
        assertThat(http.post("Mcp-Session-Id: none\r\n", ping)).startsWith("HTTP/1.1 404 ");
        String session = http.introduced("2025-03-26");
        assertThat(http.post(session, "[" + "1,".repeat(100) + "1]"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Send 100 messages at a time at most");
        assertThat(http.post(session, "[" + INITIALIZE + "," + call("hello") + "]"))
                .startsWith("HTTP/1.1 200 ")
                .contains("initialize cannot be part of a batch")
                .contains("tools/call cannot be part of a batch");
        assertThat(http.post(session, "[]")).startsWith("HTTP/1.1 400 ");
    }
}
