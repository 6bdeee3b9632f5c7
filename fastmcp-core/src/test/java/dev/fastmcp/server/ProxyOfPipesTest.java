package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.FakeServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A proxy between pipes hands requests on where it reads them, and answers where they come: no thread waits in between. */
@Timeout(30)
class ProxyOfPipesTest {

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}TOKEN}";
    private static final String RESULT =
            "{\"content\":[{\"type\":\"text\",  \"text\":\"h\\u00e9llo\"}],\"unknown\":[1.0,2e3]}";
    private static final String ANSWERED = "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":" + RESULT + "}";

    private final BlockingQueue<JsonRpcMessage> cancelled = new LinkedBlockingQueue<>();

    private FakeServer behind;
    private Client<?> model;
    private FastMcpServer proxy;
    private LineClient client;

    private void start(Era era) throws InterruptedException {
        behind = (era == Era.LEGACY ? FakeServer.legacy() : FakeServer.modern())
                .answering("tools/list", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[]}}")
                .answering("tools/call", ANSWERED)
                .on("notifications/cancelled", (message, pipe) -> cancelled.add(message));
        model = Client.builder((Object) behind).era(era).timeout(Duration.ZERO).build();
        proxy = FastMcpServer.proxy(model);
        client = new LineClient(proxy);
        if (era == Era.LEGACY) {
            client.answer("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{"
                    + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"elicitation\":{}},"
                    + "\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}");
            client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        }
        // What connects is answered by a thread that waits.
        assertThat(client.answer(list(era))).contains("\"tools\":[]");
    }

    @AfterEach
    void end() throws InterruptedException {
        client.close();
        proxy.close();
        model.close();
    }

    private static String list(Era era) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{"
                + (era == Era.LEGACY ? "" : META.replace("TOKEN", "")) + "}}";
    }

    private static String call(Era era, int id) {
        return call(era, id, "");
    }

    private static String call(Era era, int id, String token) {
        String given = token.isEmpty() ? "" : "\"progressToken\":" + token;
        String meta = era == Era.LEGACY
                ? "\"_meta\":{" + given + "}"
                : META.replace("TOKEN", given.isEmpty() ? "" : "," + given);
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"a\":1}," + meta + "}}";
    }

    private void assertHandedOn() {
        assertThat(behind.writer().getName()).isEqualTo("serving");
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aResultComesByteForByte(Era era) throws Exception {
        start(era);

        assertThat(client.answer(call(era, 20)))
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":20,\"result\":{")
                .endsWith(RESULT.substring(1) + "}");

        assertHandedOn();
        assertThat(behind.lastParams("tools/call")).containsEntry("arguments", Map.of("a", 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aRefusalComesAsTheServerSaysIt(Era era) throws Exception {
        start(era);
        behind.answering(
                "tools/call",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32001,\"message\":\"no\",\"data\":{\"a\":1}}}");

        assertThat(client.answer(call(era, 20)))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":20,\"error\":"
                        + "{\"code\":-32001,\"message\":\"no\",\"data\":{\"a\":1}}}");
        assertHandedOn();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void whatIsNoResponseIsAnError(Era era) throws Exception {
        start(era);
        behind.answering("tools/call", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":1,\"error\":2}");

        assertThat(client.answer(call(era, 20))).contains("\"id\":20,\"error\":{\"code\":-32603");
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void progressAndLogMessagesComeBeforeTheResult(Era era) throws Exception {
        start(era);
        behind.on("tools/call", (message, pipe) -> {
            for (int i = 1; i <= 50; i++) {
                pipe.send(
                        message,
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":$id,\"progress\":"
                                + i + "}}");
                pipe.send(
                        message,
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"error\",\"data\":"
                                + i + "}}");
            }
            pipe.send(message, ANSWERED);
        });

        client.send(call(
                era, 20, "\"mine\"" + (era == Era.LEGACY ? "" : ",\"io.modelcontextprotocol/logLevel\":\"info\"")));

        int progress = 0;
        int logged = 0;
        String line = client.next();
        while (!line.contains("\"id\":20")) {
            if (line.contains("notifications/progress")) {
                assertThat(line).contains("\"progressToken\":\"mine\",\"progress\":" + ++progress + "}");
            } else {
                assertThat(line).contains("\"data\":" + ++logged + "}");
            }
            line = client.next();
        }
        assertThat(progress).isEqualTo(50);
        assertThat(logged).isEqualTo(50);
        assertHandedOn();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void whatTheClientGivesUpIsCancelledAndNotAnswered(Era era) throws Exception {
        start(era);
        behind.silentOn("tools/call");
        client.send(call(era, 20));
        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":20}}");

        JsonRpcMessage heard = cancelled.poll(10, TimeUnit.SECONDS);

        JsonRpcMessage.Request given = behind.lastRequest("tools/call");
        assertThat(heard)
                .isInstanceOfSatisfying(
                        JsonRpcMessage.Notification.class,
                        notification -> assertThat(
                                        notification.params().orElseThrow().toJson())
                                .isEqualTo("{\"requestId\":" + given.id() + "}"));
        behind.pipe().push(ANSWERED.replace("$id", given.id().toString()));
        behind.answering("tools/call", ANSWERED);
        assertThat(client.answer(call(era, 20))).contains("\"id\":20,\"result\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void idsThatAreInUseAreRefused(Era era) throws Exception {
        start(era);
        behind.silentOn("tools/call");
        client.send(call(era, 20));

        assertThat(client.answer(call(era, 20))).contains("\"id\":20,\"error\":{\"code\":-32600");
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void requestsOnTheirWayFailWithTheServerAndLaterOnesFindItBack(Era era) throws Exception {
        start(era);
        behind.on("tools/call", (message, pipe) -> pipe.die());

        assertThat(client.answer(call(era, 20))).contains("\"id\":20,\"error\":{\"code\":-32603", "exited with code 3");

        behind.answering("tools/call", ANSWERED);
        assertThat(client.answer(call(era, 3))).contains("\"id\":3,\"result\"");
        assertThat(client.answer(call(era, 4))).contains("\"id\":4,\"result\"");
        assertHandedOn();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void theEndOfTheInputWaitsForWhatIsOnItsWay(Era era) throws Exception {
        start(era);
        BlockingQueue<JsonRpcMessage> open = new LinkedBlockingQueue<>();
        behind.on("tools/call", (message, pipe) -> open.add(message));
        client.send(call(era, 20));
        assertThat(open.poll(10, TimeUnit.SECONDS)).isNotNull();

        Thread ending = Thread.ofVirtual().start(() -> {
            try {
                client.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        behind.pipe()
                .push(ANSWERED.replace(
                        "$id", behind.lastRequest("tools/call").id().toString()));

        assertThat(client.next()).contains("\"id\":20,\"result\"");
        assertThat(ending.join(Duration.ofSeconds(4))).isTrue();
    }

    @Test
    void aServerAsksDuringARequestThatWasHandedOn() throws Exception {
        start(Era.LEGACY);
        behind.on("tools/call", (message, pipe) -> {
            pipe.send(
                    message,
                    "{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"elicitation/create\",\"params\":{\"message\":\"Name?\","
                        + "\"requestedSchema\":{\"type\":\"object\",\"properties\":{}}}}");
        });
        behind.on("response", (message, pipe) -> pipe.send(behind.lastRequest("tools/call"), ANSWERED));

        String asked = client.answer(call(Era.LEGACY, 20));
        assertThat(asked).contains("\"method\":\"elicitation/create\"", "Name?");
        assertHandedOn();
        String id = asked.replaceAll("(?s).*\"id\":([0-9]+).*", "$1");

        assertThat(client.answer("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"action\":\"decline\"}}"))
                .contains("\"id\":20,\"result\"");
    }

    @Test
    void aWishForInputIsSealedAndComesBackOpened() throws Exception {
        start(Era.MODERN);
        behind.answering(
                "tools/call",
                "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"input_required\",\"requestState\":\"open\","
                    + "\"inputRequests\":{\"k\":{\"method\":\"elicitation/create\",\"params\":{\"message\":\"Name?\","
                    + "\"requestedSchema\":{\"type\":\"object\",\"properties\":{}}}}}}}");

        String asked = client.answer(call(Era.MODERN, 20));
        assertHandedOn();
        assertThat(asked).contains("\"resultType\":\"input_required\"", "Name?").doesNotContain("\"open\"");
        String state = asked.replaceAll("(?s).*\"requestState\":\"([^\"]+)\".*", "$1");

        behind.answering("tools/call", ANSWERED);
        assertThat(client.answer(
                        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
                                + "\"requestState\":\"" + state
                                + "\",\"inputResponses\":{\"k\":{\"action\":\"decline\"}}," + META.replace("TOKEN", "")
                                + "}}"))
                .contains("\"id\":3,\"result\"");
        assertThat(behind.lastParams("tools/call")).containsEntry("requestState", "open");
    }

    @Test
    void whereWritingMayBlockThreadsWaitAndTheReaderDoesNot() throws Exception {
        start(Era.LEGACY);
        FakeServer.HeldWrites held = behind.writesThatMayBlock().holdWrites();
        client.send(call(Era.LEGACY, 20));
        assertThat(held.begun().await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(client.answer("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}"))
                .contains("\"id\":3");

        held.release().countDown();
        assertThat(client.next()).contains("\"id\":20,\"result\"");
    }
}
