package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server behind a pair of streams: what it writes, to the letter. */
@Timeout(30)
class StdioServerTest {

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":CAPABILITIES}";

    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                    + "\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}";

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private final FastMcpServer server = FastMcpServer.builder("test")
            .tool(ServerTool.of("hello", "Greets.", (arguments, context) -> "Hello!\nAgain."))
            .tool(ServerTool.of("wait", "Waits.", (arguments, context) -> {
                waiting.incrementAndGet();
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                } finally {
                    waiting.decrementAndGet();
                }
                return "";
            }))
            .tool(ServerTool.of("broken", "Gives what is no JSON.", (arguments, context) -> new Object() {
                @SuppressWarnings("unused")
                public Object getSelf() {
                    return this;
                }
            }))
            .tool(ServerTool.of(
                    "ask",
                    "Asks.",
                    (arguments, context) ->
                            context.elicit("Name?", Name.class).map(Name::name).orElse("nobody")))
            .build();

    record Name(String name) {}

    private LineClient client;

    @BeforeEach
    void serve() {
        client = new LineClient(server);
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        server.close();
    }

    private String answer(String line) throws InterruptedException {
        return client.answer(line);
    }

    private static String modern(int id, String method, String params, String capabilities) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params
                + (params.isEmpty() ? "" : ",") + META.replace("CAPABILITIES", capabilities) + "}}";
    }

    private void introduce() throws InterruptedException {
        answer(INITIALIZE);
        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    @Test
    void whoListensKeepsAServerFromEndingForNoTime() throws Exception {
        assertThat(answer(modern(1, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}", "{}")))
                .contains("notifications/subscriptions/acknowledged");
        client.end(Duration.ofSeconds(2));

        assertThat(client.next()).contains("\"id\":1,\"result\"");
    }

    @Test
    void aClientMaySendMoreBeforeItHearsThatItIsKnown() throws Exception {
        client.send(INITIALIZE + "\n{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
                + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"ask\"}}\n");

        assertThat(client.next()).contains("\"id\":0,\"result\"");
        assertThat(client.next()).contains("elicitation/create");
    }

    @Test
    void whoeverWasNotIntroducedIsRefusedAfterAFailedAttempt() throws Exception {
        client.send("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{}}\n"
                + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n");

        assertThat(List.of(client.next(), client.next()))
                .anyMatch(line -> line.contains("\"id\":0,\"error\""))
                .anyMatch(line -> line.contains("\"id\":1,\"error\"") && line.contains("has to send initialize"));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, 2024-11-05",
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2026-07-28, 2025-11-25",
        "1999-01-01, 2025-11-25"
    })
    void agreesToEachLegacyVersion(String wanted, String agreed) throws Exception {
        assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"initialize\",\"params\":{"
                        + "\"protocolVersion\":\"" + wanted
                        + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}"))
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"result\":{\"protocolVersion\":\"" + agreed + "\"")
                .contains("\"serverInfo\":{\"name\":\"test\",\"version\":\"1.0\"}")
                .doesNotContain("resultType");
    }

    @Test
    void answersTheLegacyEraOnALine() throws Exception {
        introduce();

        assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"hello\"}}"))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\","
                        + "\"text\":\"Hello!\\nAgain.\"}]}}");
    }

    @Test
    void answersTheModernEraWithoutAnIntroduction() throws Exception {
        assertThat(answer(modern(1, "tools/call", "\"name\":\"hello\"", "{}")))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"resultType\":\"complete\",\"_meta\":{"
                        + "\"io.modelcontextprotocol/serverInfo\":{\"name\":\"test\",\"version\":\"1.0\"}},"
                        + "\"content\":[{\"type\":\"text\",\"text\":\"Hello!\\nAgain.\"}]}}");
        assertThat(answer(modern(2, "tools/list", "", "{}")))
                .contains("\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\"");
        assertThat(answer(modern(3, "server/discover", "", "{}")))
                .contains("\"supportedVersions\":[\"2026-07-28\",\"2025-11-25\"");
    }

    @Test
    void wantsAnIntroductionInTheLegacyEra() throws Exception {
        assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
                .contains("\"code\":-32600")
                .contains("initialize");
        assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"}|-32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}|-32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2099-01-01\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}|-32022",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":7,\"io.modelcontextprotocol/clientCapabilities\":{}}}}|-32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":[]}}}|-32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\",\"params\":[]}|-32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1}|-32600",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}|-32600",
                "no JSON|-32700",
                "[1]|-32700"
            })
    void refusesWhatIsWrong(String line, int code) throws Exception {
        assertThat(answer(line)).contains("\"code\":" + code);
        assertThat(answer(modern(9, "tools/call", "\"name\":\"hello\"", "{}"))).contains("Hello!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "unknown/method"})
    void theModernEraKnowsNothingOfWhatWasRemoved(String method) throws Exception {
        assertThat(answer(modern(1, method, "", "{}"))).contains("\"code\":-32601");
    }

    /** Both lines are there before the thread of the request can have begun. */
    @Test
    void cancelsWhatTheClientGivesUpAtOnce() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int id = 100; id < 200; id++) {
            lines.append(modern(id, "tools/call", "\"name\":\"wait\"", "{}"))
                    .append("\n{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":")
                    .append(id)
                    .append("}}\n");
        }
        client.send(lines.toString());

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        int id = 200;
        do {
            assertThat(answer(modern(++id, "tools/call", "\"name\":\"hello\"", "{}")))
                    .contains("\"id\":" + id);
        } while (waiting.get() > 0 && System.nanoTime() < end);
        assertThat(waiting).hasValue(0);
    }

    @Test
    void cancelsWhatTheClientGivesUp() throws Exception {
        client.send(modern(1, "tools/call", "\"name\":\"wait\"", "{}"));
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(answer(modern(2, "tools/call", "\"name\":\"hello\"", "{}"))).contains("\"id\":2");
    }

    @Test
    void aRequestThatIsTooLongIsRefusedByItsId() throws Exception {
        String tooLong = modern(
                7, "tools/call", "\"name\":\"hello\",\"arguments\":{\"a\":\"" + "x".repeat(17 << 20) + "\"}", "{}");

        assertThat(answer(tooLong)).contains("\"id\":7,\"error\"", "longer than 16777216 bytes");
        assertThat(answer(modern(8, "tools/call", "\"name\":\"hello\"", "{}"))).contains("Hello!");
    }

    @Test
    void theEndOfTheInputEndsQuestions() throws Exception {
        introduce();
        assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"ask\"}}"))
                .contains("elicitation/create");

        client.end(Duration.ofSeconds(2));

        assertThat(client.next()).contains("\"id\":5", "The client has gone before it answered");
    }

    @Test
    void aHandlerThatOnlySaysThatItWasInterruptedHasFailed() throws Exception {
        server.add(ServerTool.of("pretend", "Says that it was interrupted.", (arguments, context) -> {
            throw new InterruptedException("not true");
        }));

        assertThat(answer(modern(1, "tools/call", "\"name\":\"pretend\"", "{}")))
                .contains("\"id\":1", "Internal error")
                .doesNotContain("not true");
        assertThat(answer(modern(2, "tools/call", "\"name\":\"pretend\"", "{\"elicitation\":{}}")))
                .contains("\"id\":2", "Internal error");
    }

    @Test
    void resultsThatAreNoJsonBecomeAnError() throws Exception {
        assertThat(answer(modern(1, "tools/call", "\"name\":\"broken\"", "{}")))
                .containsAnyOf("\"code\":-32603", "\"isError\":true");
    }

    @Test
    void aHandlerWaitsWhileTheClientComesBackWithTheAnswer() throws Exception {
        String asked = answer(modern(1, "tools/call", "\"name\":\"ask\"", "{\"elicitation\":{}}"));
        assertThat(asked)
                .contains("\"resultType\":\"input_required\"")
                .contains("\"answer\":{\"method\":\"elicitation/create\"")
                .contains("\"requestedSchema\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}");
        String state = asked.replaceAll("(?s).*\"requestState\":\"([^\"]+)\".*", "$1");

        String wrong = answer(modern(
                2,
                "tools/call",
                "\"name\":\"ask\",\"requestState\":\"" + state + "x\",\"inputResponses\":{}",
                "{\"elicitation\":{}}"));
        assertThat(wrong).contains("\"code\":-32602").contains("requestState");

        String again = answer(modern(
                3,
                "tools/call",
                "\"name\":\"ask\",\"requestState\":\"" + state + "\",\"inputResponses\":{\"answer\":7}",
                "{\"elicitation\":{}}"));
        assertThat(again).contains("\"resultType\":\"input_required\"");
        String next = again.replaceAll("(?s).*\"requestState\":\"([^\"]+)\".*", "$1");
        assertThat(next).isNotEqualTo(state);

        assertThat(answer(modern(
                        4,
                        "tools/call",
                        "\"name\":\"ask\",\"requestState\":\"" + next
                                + "\",\"inputResponses\":{\"answer\":{\"action\":\"accept\",\"content\":{\"name\":\"Ann\"}},\"more\":1}",
                        "{\"elicitation\":{}}")))
                .contains("\"text\":\"Ann\"");
        assertThat(server.core().parkedCalls()).isZero();
    }

    @Test
    void asksByARequestInTheLegacyEra() throws Exception {
        introduce();
        String asked = answer("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"ask\"}}");
        assertThat(asked).contains("\"method\":\"elicitation/create\"");
        String id = asked.replaceAll("(?s).*\"id\":([0-9]+).*", "$1");

        assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":" + id
                        + ",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Bo\"}}}"))
                .contains("\"id\":5")
                .contains("\"text\":\"Bo\"");
    }

    @Test
    void theEndOfTheInputEndsWhatIsLeft() throws Exception {
        client.send(modern(1, "tools/call", "\"name\":\"wait\"", "{}"));
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        client.end(Duration.ofSeconds(10));

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
