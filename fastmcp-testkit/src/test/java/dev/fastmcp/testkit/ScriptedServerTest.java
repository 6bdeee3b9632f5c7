package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedServerTest {

    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"progressToken\":\"t\"}";

    private final Said said = new Said();

    /** What a server says, in order. */
    private static final class Said implements Outlet {
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private volatile boolean over;

        @Override
        public void send(String text) {
            texts.add(text);
        }

        @Override
        public void hangUp() {
            over = true;
        }
    }

    private static String request(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":{" + params + "}}";
    }

    private static String call(String tool, String arguments) {
        return request("tools/call", "\"name\":\"" + tool + "\",\"arguments\":{" + arguments + "}," + META);
    }

    private List<String> answers(Era era, String message) {
        ScriptedServer.faulty(era).converse(said).receive(message);
        return said.texts;
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, 2024-11-05",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2026-07-28, 2025-11-25",
        "1999-01-01, 2025-11-25"
    })
    void legacyServerAcceptsEveryLegacyVersion(String offered, String agreed) {
        assertThat(answers(Era.LEGACY, request("initialize", "\"protocolVersion\":\"" + offered + "\"")))
                .singleElement()
                .asString()
                .contains("\"protocolVersion\":\"" + agreed + "\"", "\"serverInfo\"");
    }

    @Test
    void legacyServerDoesNotKnowDiscover() {
        assertThat(answers(Era.LEGACY, request("server/discover", META)))
                .singleElement()
                .asString()
                .contains("-32601");
    }

    @Test
    void modernServerDescribesItself() {
        assertThat(answers(Era.MODERN, request("server/discover", META)))
                .singleElement()
                .asString()
                .contains("\"supportedVersions\":[\"2026-07-28\"]", "\"resultType\":\"complete\"", "\"ttlMs\"");
    }

    @Test
    void modernServerRefusesTheHandshakeAndNamesItsVersion() {
        assertThat(answers(Era.MODERN, request("initialize", "\"protocolVersion\":\"2025-11-25\"")))
                .singleElement()
                .asString()
                .contains("-32022", "\"supported\":[\"2026-07-28\"]", "\"requested\":\"2025-11-25\"");
    }

    @Test
    void modernServerRefusesRequestsWithoutVersion() {
        assertThat(answers(Era.MODERN, request("tools/list", "")))
                .singleElement()
                .asString()
                .contains("-32602");
    }

    @Test
    void modernServerRefusesOtherVersions() {
        assertThat(answers(Era.MODERN, request("tools/list", META.replace("2026-07-28", "2031-01-01"))))
                .singleElement()
                .asString()
                .contains("-32022", "\"requested\":\"2031-01-01\"");
    }

    @ParameterizedTest
    @CsvSource({"initialize, protocolVersion", "server/discover, supportedVersions"})
    void serverOfBothErasTakesBothBeginnings(String method, String member) {
        assertThat(answers(Era.AUTO, request(method, "")))
                .singleElement()
                .asString()
                .contains(member);
    }

    @Test
    void answersTextThatIsNoJson() {
        assertThat(answers(Era.AUTO, "hello")).singleElement().asString().contains("\"id\":null", "-32700");
    }

    @Test
    void answersUnknownMethodsAndTools() {
        assertThat(answers(Era.AUTO, request("example/unknown", "")))
                .singleElement()
                .asString()
                .contains("-32601");
        said.texts.clear();
        assertThat(answers(Era.AUTO, call("no-such-tool", "")))
                .singleElement()
                .asString()
                .contains("no-such-tool");
    }

    @Test
    void ignoresNotifications() {
        assertThat(answers(Era.AUTO, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
                .isEmpty();
    }

    @Test
    void malformedResponseHasNeitherResultNorError() {
        assertThat(answers(Era.AUTO, call("malformed", ""))).containsExactly("{\"jsonrpc\":\"2.0\",\"id\":7}");
    }

    @Test
    void bothHasResultAndError() {
        assertThat(answers(Era.AUTO, call("both", "")))
                .singleElement()
                .asString()
                .contains("\"id\":7", "\"result\":{}", "\"error\":{\"code\":-32603");
    }

    @Test
    void nullIdIsAnErrorForNobody() {
        assertThat(answers(Era.AUTO, call("null-id", "")))
                .singleElement()
                .asString()
                .contains("\"id\":null");
    }

    @Test
    void stringIdIsTheNumberInQuotes() {
        assertThat(answers(Era.AUTO, call("string-id", "")))
                .singleElement()
                .asString()
                .contains("\"id\":\"7\"");
    }

    @Test
    void junkComesBeforeTheAnswer() {
        assertThat(answers(Era.AUTO, call("junk", ""))).hasSize(2).first().isEqualTo("listening on port 8080");
    }

    @Test
    void bigIsAsBigAsAsked() {
        assertThat(answers(Era.AUTO, call("big", "\"length\":100000")))
                .singleElement()
                .asString()
                .hasSizeGreaterThan(100_000);
    }

    @Test
    void progressIsReportedWithTheToken() {
        assertThat(answers(Era.AUTO, call("progress", "\"steps\":2")))
                .hasSize(3)
                .element(1)
                .asString()
                .contains("\"progressToken\":\"t\"", "\"progress\":2.0");
    }

    @Test
    void floodIsNumbered() {
        assertThat(answers(Era.AUTO, call("flood", "\"count\":3")))
                .hasSize(4)
                .element(2)
                .asString()
                .contains("\"data\":3");
    }

    @Test
    void dropIsSilentAndHangUpEnds() {
        ScriptedConversation conversation = ScriptedServer.faulty(Era.AUTO).converse(said);
        conversation.receive(call("drop", ""));
        assertThat(said.over).isFalse();

        conversation.receive(call("hang-up", ""));
        conversation.receive(call("echo", ""));

        assertThat(said.over).isTrue();
        assertThat(said.texts).isEmpty();
    }

    @Test
    void leaveAnswersAndEnds() {
        assertThat(answers(Era.AUTO, call("leave", "")))
                .singleElement()
                .asString()
                .contains("goodbye");
        assertThat(said.over).isTrue();
    }

    @Test
    void freezeAnswersAndThenDoesNotListen() {
        long start = System.nanoTime();

        assertThat(answers(Era.AUTO, call("freeze", "\"millis\":50")))
                .singleElement()
                .asString()
                .contains("frozen");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void delayAnswersLater() {
        ScriptedConversation conversation = ScriptedServer.faulty(Era.AUTO).converse(said);
        conversation.receive(call("delay", "\"millis\":50,\"text\":\"slow\""));
        conversation.receive(call("echo", "\"text\":\"quick\""));

        Eventually.await("both are answered", () -> assertThat(said.texts).hasSize(2));
        assertThat(said.texts.get(1)).contains("slow");
    }

    @Test
    void lateAnswersOnCancellation() {
        ScriptedConversation conversation = ScriptedServer.faulty(Era.AUTO).converse(said);
        conversation.receive(call("late", ""));
        assertThat(said.texts).isEmpty();

        conversation.receive(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");

        assertThat(said.texts).singleElement().asString().contains("\"id\":7", "too late");
    }

    @Test
    void askAnswersWithTheResponseOfTheClient() {
        ScriptedConversation conversation = ScriptedServer.faulty(Era.AUTO).converse(said);
        conversation.receive(call("ask", "\"method\":\"roots/list\""));
        assertThat(said.texts).singleElement().asString().contains("\"id\":\"scripted-1\",\"method\":\"roots/list\"");

        conversation.receive("{\"jsonrpc\":\"2.0\",\"id\":\"scripted-1\",\"result\":{\"roots\":[]}}");

        assertThat(said.texts.get(1)).contains("\"id\":7", "roots");
    }

    @Test
    void heardListsMethodsAndTools() {
        ScriptedConversation conversation = ScriptedServer.faulty(Era.AUTO).converse(said);
        conversation.receive(request("ping", ""));
        conversation.receive("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
        conversation.receive(call("heard", ""));

        assertThat(JsonValue.parse(said.texts.get(1))
                        .member("result")
                        .orElseThrow()
                        .toJson())
                .contains("ping\\nresponse\\nheard");
    }

    @Test
    void scriptsOfTheUserAddToolsAndReplaceMethods() {
        ScriptedServer server = ScriptedServer.speaking(Era.MODERN)
                .onTool(
                        "weather",
                        call -> call.text("sunny in " + call.arguments().get("city")))
                .onTool("broken", call -> call.error(-32603, "out of order"))
                .on(
                        "server/discover",
                        call -> call.result(Map.of(
                                "supportedVersions",
                                List.of("2026-07-28"),
                                "capabilities",
                                Map.of("tools", Map.of()),
                                "ttlMs",
                                0,
                                "cacheScope",
                                "private",
                                "instructions",
                                "ask for the weather")));
        try (ClientSession session = Client.connect(server.transport())) {
            assertThat(session.server().instructions()).contains("ask for the weather");
            assertThat(session.listTools()).extracting("name").containsExactly("broken", "weather");
            assertThat(session.callTool("weather", Map.of("city", "Oslo")).text())
                    .isEqualTo("sunny in Oslo");
            assertThatThrownBy(() -> session.callTool("broken", Map.of())).hasMessageContaining("out of order");
        }
    }

    @Test
    void mainRefusesAnUnknownEra() {
        assertThatThrownBy(() -> ScriptedServer.main(new String[] {"stone-age"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("STONE-AGE");
    }
}
