package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.SamplingHandler;
import dev.fastmcp.api.error.HandlerException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.core.FakeServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What servers ask of a client: as requests in the legacy era, within results in the modern one. */
class HandlersTest {

    private static final String DONE = """
        {"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"text","text":"done"}],"resultType":"complete"}}\
        """;
    private static final String FORM = """
        {"message":"Your name?","requestedSchema":{"type":"object","properties":{"name":{"type":"string","default":"Ann"}}}}\
        """;
    private static final String PROMPT = """
        {"messages":[{"role":"user","content":{"type":"text","text":"hi"}}],"maxTokens":10}\
        """;

    private interface Body {
        void run(ClientSession session) throws Exception;
    }

    private static void with(FakeServer server, UnaryOperator<Client.Builder<FakeServer>> options, Body body)
            throws Exception {
        try (Client<FakeServer> client = options.apply(Client.builder(server)).build();
                ClientSession session = client.connect()) {
            body.run(session);
        }
    }

    /** The responses that a legacy server gets to its requests, one by one. */
    private static BlockingQueue<JsonRpcMessage> responsesOf(FakeServer server) {
        BlockingQueue<JsonRpcMessage> responses = new LinkedBlockingQueue<>();
        server.on("response", (message, pipe) -> responses.add(message));
        return responses;
    }

    private static Map<String, Object> result(BlockingQueue<JsonRpcMessage> responses) throws InterruptedException {
        JsonRpcMessage response = responses.poll(5, TimeUnit.SECONDS);
        assertThat(response).isInstanceOf(JsonRpcMessage.Success.class);
        return ((JsonRpcMessage.Success) response).result().asMap();
    }

    private static JsonRpcMessage.Failure failure(BlockingQueue<JsonRpcMessage> responses) throws InterruptedException {
        JsonRpcMessage response = responses.poll(5, TimeUnit.SECONDS);
        assertThat(response).isInstanceOf(JsonRpcMessage.Failure.class);
        return (JsonRpcMessage.Failure) response;
    }

    private static String ask(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private static String wants(String requests, String state) {
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"input_required\",\"inputRequests\":"
                + requests + (state.isEmpty() ? "" : ",\"requestState\":\"" + state + "\"") + "}}";
    }

    private static String wants(String key, String method, String params) {
        return wants("{\"" + key + "\":{\"method\":\"" + method + "\",\"params\":" + params + "}}", "");
    }

    @Test
    void declaresNothingWithoutHandlers() throws Exception {
        FakeServer server = FakeServer.legacy();
        with(
                server,
                builder -> builder,
                session -> assertThat(server.lastParams("initialize")).containsEntry("capabilities", Map.of()));
    }

    @Test
    void declaresExactlyWhatThereAreHandlersFor() throws Exception {
        FakeServer server = FakeServer.legacy();
        with(
                server,
                builder -> builder.onSampling((request, context) -> null, SamplingHandler.Feature.TOOLS)
                        .onElicitation((form, context) -> ElicitResult.cancel())
                        .roots(List.of()),
                session -> assertThat(server.lastParams("initialize").get("capabilities"))
                        .isEqualTo(Map.of(
                                "roots", Map.of("listChanged", true),
                                "sampling", Map.of("tools", Map.of()),
                                "elicitation", Map.of("form", Map.of()))));
    }

    @Test
    void declaresItOnEveryModernRequest() throws Exception {
        FakeServer server = FakeServer.modern().answering("tools/call", DONE);
        with(server, builder -> builder.roots(List.of()), session -> {
            session.callTool("x");
            assertThat(server.lastParams("tools/call").get("_meta"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry(
                            "io.modelcontextprotocol/clientCapabilities",
                            Map.of("roots", Map.of(), "extensions", Map.of("io.modelcontextprotocol/tasks", Map.of())));
        });
    }

    @Test
    void answersALegacyServer() throws Exception {
        FakeServer server = FakeServer.legacy();
        BlockingQueue<JsonRpcMessage> responses = responsesOf(server);
        with(
                server,
                builder -> builder.onSampling((request, context) -> CreateMessageResult.of("m", "hello"))
                        .onElicitation((form, context) -> {
                            assertThat(context.server()
                                            .orElseThrow()
                                            .info()
                                            .orElseThrow()
                                            .name())
                                    .isEqualTo("fake");
                            return ElicitResult.accept(Map.of());
                        })
                        .roots(List.of(Root.of("file:///work"))),
                session -> {
                    server.pipe().push(ask("sampling/createMessage", PROMPT));
                    assertThat(result(responses)).containsEntry("model", "m").containsEntry("role", "assistant");

                    server.pipe().push(ask("elicitation/create", FORM));
                    assertThat(result(responses))
                            .containsEntry("action", "accept")
                            .containsEntry("content", Map.of("name", "Ann"));

                    server.pipe().push(ask("roots/list", "{}"));
                    assertThat(result(responses)).containsEntry("roots", List.of(Map.of("uri", "file:///work")));
                });
    }

    @Test
    void refusesWhatItDidNotOffer() throws Exception {
        FakeServer server = FakeServer.legacy();
        BlockingQueue<JsonRpcMessage> responses = responsesOf(server);
        with(server, builder -> builder.onElicitation((form, context) -> ElicitResult.cancel()), session -> {
            server.pipe().push(ask("roots/list", "{}"));
            assertThat(failure(responses).error().code()).isEqualTo(-32601);

            server.pipe().push(ask("elicitation/create", """
                {"mode":"url","message":"Log in","url":"https://example.com","elicitationId":"1"}\
                """));
            assertThat(failure(responses).error().code()).isEqualTo(-32602);

            server.pipe().push(ask("elicitation/create", "{\"nonsense\":1}"));
            assertThat(failure(responses).error().code()).isEqualTo(-32602);
        });
    }

    @Test
    void tellsTheServerOfAFailedHandlerWithoutItsSecrets() throws Exception {
        FakeServer server = FakeServer.legacy();
        BlockingQueue<JsonRpcMessage> responses = responsesOf(server);
        AtomicInteger calls = new AtomicInteger();
        with(
                server,
                builder -> builder.onSampling((request, context) -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("s3cret");
                    }
                    throw SamplingHandler.rejected();
                }),
                session -> {
                    server.pipe().push(ask("sampling/createMessage", PROMPT));
                    JsonRpcMessage.Failure failed = failure(responses);
                    assertThat(failed.error().code()).isEqualTo(-32603);
                    assertThat(failed.error().message()).isEqualTo("The client's handler failed");

                    server.pipe().push(ask("sampling/createMessage", PROMPT));
                    assertThat(failure(responses).error().code()).isEqualTo(-1);
                });
    }

    @Test
    void interruptsAHandlerWhoseServerNoLongerWantsTheAnswer() throws Exception {
        FakeServer server = FakeServer.legacy();
        BlockingQueue<JsonRpcMessage> responses = responsesOf(server);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        with(
                server,
                builder -> builder.onSampling((request, context) -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return CreateMessageResult.of("m", "too late");
                }),
                session -> {
                    server.pipe().push(ask("sampling/createMessage", PROMPT));
                    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
                    server.pipe()
                            .push(
                                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");
                    assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
                    session.ping();
                    assertThat(responses).isEmpty();
                });
    }

    @Test
    void interruptsHandlersWhenTheSessionCloses() throws Exception {
        FakeServer server = FakeServer.legacy();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        with(
                server,
                builder -> builder.onElicitation((form, context) -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                    return ElicitResult.cancel();
                }),
                session -> {
                    server.pipe().push(ask("elicitation/create", FORM));
                    assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
                });
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aHandlerMayUseTheSession() throws Exception {
        FakeServer server = FakeServer.legacy().answering("tools/call", DONE);
        BlockingQueue<JsonRpcMessage> responses = responsesOf(server);
        BlockingQueue<ClientSession> sessions = new LinkedBlockingQueue<>();
        with(
                server,
                builder -> builder.onElicitation((form, context) -> ElicitResult.accept(
                        Map.of("name", sessions.take().callTool("x").text()))),
                session -> {
                    server.pipe().push(ask("elicitation/create", FORM));
                    sessions.add(session);
                    assertThat(result(responses)).containsEntry("content", Map.of("name", "done"));
                });
    }

    @Test
    void goesOnWithAModernCallUntilItIsComplete() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        List<Map<String, Object>> params = new ArrayList<>();
        FakeServer server = FakeServer.modern().on("tools/call", (message, pipe) -> {
            params.add(((JsonRpcMessage.Request) message).params().orElseThrow().asMap());
            switch (rounds.incrementAndGet()) {
                case 1 ->
                    pipe.send(
                            message,
                            wants(
                                    "{\"who\":{\"method\":\"elicitation/create\",\"params\":" + FORM + "}}",
                                    "s 1\\u00fc"));
                case 2 -> pipe.send(message, wants("where", "roots/list", "{}"));
                default -> pipe.send(message, DONE);
            }
        });
        with(
                server,
                builder -> builder.onElicitation((form, context) -> {
                            assertThat(context.method()).contains("tools/call");
                            return ElicitResult.accept(Map.of("name", "Bo"));
                        })
                        .roots(List.of(Root.of("file:///work"))),
                session ->
                        assertThat(session.callTool("x", Map.of("a", 1)).text()).isEqualTo("done"));

        assertThat(params.get(0)).doesNotContainKeys("inputResponses", "requestState");
        assertThat(params.get(1))
                .containsEntry("arguments", Map.of("a", 1))
                .containsEntry("requestState", "s 1ü")
                .containsEntry(
                        "inputResponses", Map.of("who", Map.of("action", "accept", "content", Map.of("name", "Bo"))));
        assertThat(params.get(2))
                .doesNotContainKey("requestState")
                .containsEntry(
                        "inputResponses", Map.of("where", Map.of("roots", List.of(Map.of("uri", "file:///work")))));
        assertThat(server.received().stream()
                        .filter(JsonRpcMessage.Request.class::isInstance)
                        .map(message -> ((JsonRpcMessage.Request) message).id())
                        .distinct())
                .hasSize(4);
    }

    @Test
    void goesOnAfterAnAnswerThatHasAStateOnly() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        FakeServer server = FakeServer.modern()
                .on(
                        "tools/call",
                        (message, pipe) -> pipe.send(
                                message,
                                rounds.incrementAndGet() < 3
                                        ? "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"input_required\",\"requestState\":\"s\"}}"
                                        : DONE));
        with(
                server,
                builder -> builder,
                session -> assertThat(session.callTool("x").text()).isEqualTo("done"));
    }

    @Test
    void givesUpAServerThatNeverStopsAsking() throws Exception {
        FakeServer server = FakeServer.modern().answering("tools/call", wants("where", "roots/list", "{}"));
        with(
                server,
                builder -> builder.roots(List.of()),
                session -> assertThatThrownBy(() -> session.callTool("x"))
                        .isInstanceOf(ProtocolException.class)
                        .hasMessage(
                                "The server still wants input for tools/call after 10 rounds: the call is given up"));
    }

    @Test
    void givesUpACallThatNeedsWhatTheClientDoesNotOffer() throws Exception {
        FakeServer server = FakeServer.modern().answering("tools/call", wants("m", "sampling/createMessage", PROMPT));
        with(
                server,
                builder -> builder,
                session -> assertThatThrownBy(() -> session.callTool("x"))
                        .isInstanceOf(UnsupportedFeatureException.class)
                        .hasMessage(
                                "The server wants sampling/createMessage to go on with tools/call, which this client"
                                        + " has no handler for and did not offer"));
    }

    @Test
    void givesUpACallWhoseHandlerFails() throws Exception {
        FakeServer server = FakeServer.modern().answering("tools/call", wants("who", "elicitation/create", FORM));
        with(
                server,
                builder -> builder.onElicitation((form, context) -> {
                    throw new IllegalStateException("no terminal");
                }),
                session -> assertThatThrownBy(() -> session.callTool("x"))
                        .isInstanceOf(HandlerException.class)
                        .hasMessage("The client's handler of elicitation/create failed, so tools/call was given up: no"
                                + " terminal")
                        .hasCauseInstanceOf(IllegalStateException.class));
    }

    @Test
    void givesUpACallWhoseHandlerHangs() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        FakeServer server = FakeServer.modern().answering("tools/call", wants("who", "elicitation/create", FORM));
        with(
                server,
                builder -> builder.totalTimeout(Duration.ofMillis(200)).onElicitation((form, context) -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                    return ElicitResult.cancel();
                }),
                session -> assertThatThrownBy(() -> session.callTool("x"))
                        .isInstanceOf(RequestTimeoutException.class)
                        .hasMessageContaining("allow more with totalTimeout"));
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void opensNoAddressThatIsNotSecure() throws Exception {
        FakeServer server = FakeServer.modern().answering("tools/call", wants("page", "elicitation/create", """
            {"mode":"url","message":"Log in","url":"javascript:alert(1)"}\
            """));
        AtomicInteger asked = new AtomicInteger();
        with(
                server,
                builder -> builder.onUrlElicitation((page, context) -> {
                    asked.incrementAndGet();
                    return ElicitResult.accept();
                }),
                session -> assertThatThrownBy(() -> session.callTool("x"))
                        .hasMessageContaining("This client opens only https addresses without credentials"));
        assertThat(asked).hasValue(0);
    }

    @Test
    void tellsTheServerThatRootsHaveChanged() throws Exception {
        FakeServer server = FakeServer.legacy();
        CountDownLatch told = new CountDownLatch(1);
        server.on("notifications/roots/list_changed", (message, pipe) -> told.countDown());
        with(server, builder -> builder.roots(List.of()), session -> {
            session.notifyRootsChanged();
            assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
        });
        with(
                FakeServer.legacy(),
                builder -> builder,
                session -> assertThatThrownBy(session::notifyRootsChanged)
                        .isInstanceOf(UnsupportedFeatureException.class)
                        .hasMessage("This client has no roots: give them to its builder with roots(…)"));
    }

    @Test
    void refusesRootsThatAreNoFiles() {
        assertThatThrownBy(() -> Client.builder(FakeServer.legacy()).roots(List.of(Root.of("https://example.com"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("root https://example.com must begin with file:///");
    }
}
