package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.ToolException;
import dev.fastmcp.core.FakeServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {

    private static final String TEXT = """
        {"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"text","text":"hello"}],"resultType":"complete"}}\
        """;

    /** The arguments of a tool, as a caller would write them. */
    public record Sum(int a, int b) {}

    /** The result of a tool. */
    public record Total(int total) {}

    private interface Body {
        void run(ClientSession session) throws Exception;
    }

    private static void with(FakeServer server, Body body) {
        with(Client.of(server), body);
    }

    private static void with(Client<?> client, Body body) {
        try (client;
                ClientSession session = client.connect()) {
            body.run(session);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsAToolInBothEras(boolean modern) {
        FakeServer server = (modern ? FakeServer.modern() : FakeServer.legacy()).answering("tools/call", TEXT);
        with(server, session -> {
            assertThat(session.callTool("greet", Map.of("name", "Ann")).text()).isEqualTo("hello");
            assertThat(server.lastParams("tools/call"))
                    .containsEntry("name", "greet")
                    .containsEntry("arguments", Map.of("name", "Ann"));
            assertThat(server.lastParams("tools/call").containsKey("_meta")).isEqualTo(modern);
        });
    }

    @Test
    void takesRecordsAsArgumentsAndGivesRecordsBack() {
        FakeServer server = FakeServer.legacy().answering("tools/call", """
            {"jsonrpc":"2.0","id":$id,"result":{"content":[],"structuredContent":{"total":3,"unknown":1}}}\
            """);
        with(server, session -> {
            Total total = session.callTool("add", new Sum(1, 2)).data(Total.class);
            assertThat(total).isEqualTo(new Total(3));
            assertThat(server.lastParams("tools/call")).containsEntry("arguments", Map.of("a", 1, "b", 2));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "list"})
    void refusesArgumentsThatAreNoObjectAndSendsNothing(String kind) {
        FakeServer server = FakeServer.legacy().answering("tools/call", TEXT);
        Object arguments = kind.equals("text") ? "a=1" : List.of(1);
        with(server, session -> {
            assertThatThrownBy(() -> session.callTool("add", arguments))
                    .isInstanceOf(DataMappingException.class)
                    .hasMessageContaining("must be a JSON object");
            assertThat(server.methods()).doesNotContain("tools/call");
        });
    }

    @Test
    void throwsToolErrorsUnlessTheyAreAskedFor() {
        FakeServer server = FakeServer.legacy().answering("tools/call", """
            {"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"text","text":"disk full"}],"isError":true}}\
            """);
        with(server, session -> {
            assertThatThrownBy(() -> session.callTool("save", Map.of()))
                    .isInstanceOfSatisfying(
                            ToolException.class,
                            e -> assertThat(e.result().isError()).isTrue())
                    .hasMessageContaining("save")
                    .hasMessageContaining("disk full");
            CallToolResult result = session.callTool("save", Map.of(), CallOptions.DEFAULT.returningToolErrors());
            assertThat(result.isError()).isTrue();
        });
    }

    @Test
    void bringsProgressOnTheCallersThreadInOrderBeforeTheResult() {
        FakeServer server = FakeServer.legacy().on("tools/call", (message, pipe) -> {
            for (int i = 1; i <= 3; i++) {
                pipe.send(message, """
                    {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":$id,"progress":%d,"total":3}}\
                    """.formatted(i));
            }
            pipe.send(message, TEXT);
        });
        with(server, session -> {
            List<Double> seen = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            session.callTool("count", Map.of(), CallOptions.DEFAULT.withProgress(progress -> {
                seen.add(progress.progress());
                threads.add(Thread.currentThread());
                session.ping();
            }));
            assertThat(seen).containsExactly(1.0, 2.0, 3.0);
            assertThat(threads).containsOnly(Thread.currentThread());
        });
    }

    @Test
    void asksForProgressOnlyWhenSomebodyListens() {
        FakeServer server = FakeServer.legacy().answering("tools/call", TEXT);
        with(server, session -> {
            session.callTool("x", Map.of());
            assertThat(server.lastParams("tools/call")).doesNotContainKey("_meta");
            session.callTool("x", Map.of(), CallOptions.DEFAULT.withProgress(progress -> {}));
            assertThat(server.lastParams("tools/call"))
                    .extractingByKey("_meta")
                    .asString()
                    .contains("progressToken");
        });
    }

    @Test
    void handsTheFailureOfAProgressListenerToTheCallerAndCancels() {
        FakeServer server = FakeServer.legacy().answering("tools/call", """
            {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":$id,"progress":1}}\
            """);
        with(server, session -> {
            assertThatThrownBy(() -> session.callTool("x", Map.of(), CallOptions.DEFAULT.withProgress(progress -> {
                        throw new IllegalStateException("enough");
                    })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("enough");
            awaitMethod(server, "notifications/cancelled");
        });
    }

    @Test
    void sendsTheCallersMeta() {
        FakeServer server = FakeServer.modern().answering("tools/call", TEXT);
        with(server, session -> {
            session.callTool("x", Map.of(), CallOptions.DEFAULT.withMeta("com.example/user", "ann"));
            assertThat(server.lastParams("tools/call"))
                    .extractingByKey("_meta")
                    .asString()
                    .contains("com.example/user=ann")
                    .contains("io.modelcontextprotocol/protocolVersion=2026-07-28");
        });
    }

    @Test
    void cancelsOnTimeoutAndStaysUsable() {
        FakeServer server = FakeServer.legacy().silentOn("tools/call");
        with(server, session -> {
            CallOptions hurried = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(50));
            assertThatThrownBy(() -> session.callTool("slow", Map.of(), hurried))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessageContaining("tools/call")
                    .hasMessageContaining("50 ms");
            awaitMethod(server, "notifications/cancelled");
            session.ping();
        });
    }

    @Test
    void cancelsWhenTheThreadIsInterrupted() {
        CountDownLatch called = new CountDownLatch(1);
        FakeServer server = FakeServer.legacy().on("tools/call", (message, pipe) -> called.countDown());
        with(server, session -> {
            BlockingQueue<Object> outcome = new LinkedBlockingQueue<>();
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    session.callTool("slow", Map.of());
                } catch (RequestCancelledException e) {
                    outcome.add(Thread.currentThread().isInterrupted());
                }
            });
            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(outcome.poll(10, TimeUnit.SECONDS)).isEqualTo(true);
            awaitMethod(server, "notifications/cancelled");
            session.ping();
        });
    }

    @Test
    void cancelsWhenTheFutureIsCancelled() {
        CountDownLatch called = new CountDownLatch(1);
        FakeServer server = FakeServer.legacy().on("tools/call", (message, pipe) -> called.countDown());
        with(server, session -> {
            CompletableFuture<CallToolResult> future = session.async().callTool("slow", Map.of());
            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
            future.cancel(true);
            awaitMethod(server, "notifications/cancelled");
        });
    }

    @Test
    void failsACallAtOnceWhenTheServerDiesAndConnectsAgainForTheNext() {
        FakeServer server = FakeServer.legacy().on("tools/call", (message, pipe) -> pipe.die());
        with(server, session -> {
            assertThatThrownBy(() -> session.callTool("x", Map.of()))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CLOSED_BY_SERVER))
                    .hasMessageContaining("tools/call")
                    .hasMessageContaining("code 3");
            session.ping();
            assertThat(server.pipes()).hasSize(2);
        });
    }

    @Test
    void failsOnlyTheCallWhoseAnswerIsInvalid() {
        FakeServer server = FakeServer.legacy()
                .answering(
                        "tools/call",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{},\"error\":{\"code\":1,\"message\":\"\"}}")
                .answering(
                        "tools/list", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[{\"inputSchema\":{}}]}}")
                .answering("prompts/list", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":[1,}");
        with(server, session -> {
            assertThatThrownBy(() -> session.callTool("x", Map.of())).isInstanceOf(ProtocolException.class);
            assertThatThrownBy(session::listTools)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("name");
            assertThatThrownBy(session::listPrompts).isInstanceOf(ProtocolException.class);
            session.ping();
        });
    }

    @Test
    void acceptsANumericIdThatComesBackAsText() {
        FakeServer server = FakeServer.legacy().answering("tools/call", TEXT.replace("$id", "\"$id\""));
        with(
                server,
                session -> assertThat(session.callTool("x", Map.of()).text()).isEqualTo("hello"));
    }

    @Test
    void ignoresJunkBetweenMessages() {
        FakeServer server = FakeServer.legacy()
                .answering("tools/call", "Starting…", "{\"level\":30,\"msg\":\"log\"}", "[1,2", TEXT);
        with(
                server,
                session -> assertThat(session.callTool("x", Map.of()).text()).isEqualTo("hello"));
    }

    @Test
    void passesServerErrorsOnWithCodeAndData() {
        FakeServer server = FakeServer.legacy().answering("resources/read", """
            {"jsonrpc":"2.0","id":$id,"error":{"code":-32002,"message":"no such","data":{"uri":"x:y"}}}\
            """);
        with(
                server,
                session -> assertThatThrownBy(() -> session.readResource("x:y"))
                        .isInstanceOfSatisfying(JsonRpcException.class, e -> {
                            assertThat(e.code()).isEqualTo(-32002);
                            assertThat(e.data()).contains(Map.of("uri", "x:y"));
                        })
                        .hasMessageContaining("resources/read"));
    }

    @Test
    void refusesWhatTheServerDidNotDeclareWithoutSending() {
        FakeServer server = FakeServer.legacy().answering("initialize", """
            {"jsonrpc":"2.0","id":$id,"result":{"protocolVersion":"2025-11-25","capabilities":{},"serverInfo":{"name":"n","version":"1"}}}\
            """);
        with(server, session -> {
            awaitMethod(server, "notifications/initialized");
            assertThatThrownBy(session::listTools)
                    .isInstanceOf(UnsupportedFeatureException.class)
                    .hasMessageContaining("tools");
            assertThatThrownBy(() -> session.complete(PromptReference.of("p"), "a", "v"))
                    .isInstanceOf(UnsupportedFeatureException.class);
            assertThatThrownBy(() -> session.setLogLevel(LoggingLevel.INFO))
                    .isInstanceOf(UnsupportedFeatureException.class);
            assertThat(server.methods()).containsExactly("server/discover", "initialize", "notifications/initialized");
        });
    }

    @Test
    void tellsNothingOfARequestThatWasNeverSent() {
        FakeServer server = FakeServer.modern();
        with(server, session -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(session::ping).isInstanceOf(RequestCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();

            session.ping();
            assertThat(server.methods()).containsOnly("server/discover");
        });
    }

    @Test
    void tellsNothingOfARequestThatWaitedForAnotherToBeWritten() {
        FakeServer server = FakeServer.legacy();
        with(server, session -> {
            session.ping();
            FakeServer.HeldWrites held = server.holdWrites();
            CompletableFuture<?> written = session.async().ping();
            assertThat(held.begun().await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            Thread waiting = Thread.ofPlatform().start(() -> {
                try {
                    session.ping();
                    outcome.complete(null);
                } catch (RuntimeException e) {
                    outcome.complete(e);
                }
            });
            waiting.interrupt();
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(RequestCancelledException.class);

            held.release().countDown();
            written.get(20, TimeUnit.SECONDS);
            session.ping();
            assertThat(server.methods()).doesNotContain("notifications/cancelled");
        });
    }

    @Test
    void refusesUnknownResultTypesOfTheModernEra() {
        FakeServer server = FakeServer.modern()
                .answering(
                        "tools/call",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"novel\",\"content\":[]}}");
        with(server, session -> {
            assertThatThrownBy(() -> session.callTool("x", Map.of()))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("novel");
        });
    }

    @Test
    void encodesPromptArgumentsAsText() {
        FakeServer server = FakeServer.legacy()
                .answering("prompts/get", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"messages\":[]}}");
        with(server, session -> {
            session.getPrompt("p", Map.of("text", "as is", "list", List.of(1, 2), "yes", true));
            assertThat(server.lastParams("prompts/get"))
                    .containsEntry("arguments", Map.of("text", "as is", "list", "[1,2]", "yes", "true"));
        });
    }

    @Test
    void answersPingAndRefusesOtherRequestsOfALegacyServer() {
        FakeServer server = FakeServer.legacy();
        with(server, session -> {
            server.pipe().push("{\"jsonrpc\":\"2.0\",\"id\":\"s-1\",\"method\":\"ping\"}");
            server.pipe().push("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"sampling/createMessage\",\"params\":{}}");
            awaitCount(server, "response", 2);
            assertThat(server.received().toString()).contains("\"s-1\"").contains("-32601");
        });
    }

    @Test
    void neverAnswersRequestsOfAModernServer() {
        FakeServer server = FakeServer.modern().answering("tools/call", TEXT);
        with(server, session -> {
            server.pipe().push("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
            session.callTool("x", Map.of());
            session.callTool("x", Map.of());
            assertThat(server.methods()).doesNotContain("response");
        });
    }

    @Test
    void bringsLogMessagesInOrderToAListenerThatMayCallBack() throws InterruptedException {
        BlockingQueue<String> logged = new LinkedBlockingQueue<>();
        FakeServer server = FakeServer.legacy();
        ClientSession[] holder = new ClientSession[1];
        Client<?> client = Client.builder(server)
                .onLog(message -> {
                    holder[0].ping();
                    logged.add(message.level() + " " + message.data().toJson());
                })
                .build();
        with(client, session -> {
            holder[0] = session;
            for (int i = 0; i < 50; i++) {
                server.pipe()
                        .push(
                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":"
                                        + i + "}}");
            }
            for (int i = 0; i < 50; i++) {
                assertThat(logged.poll(10, TimeUnit.SECONDS)).isEqualTo("info " + i);
            }
        });
    }

    @Test
    void bringsUnknownNotificationsToListeners() {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        FakeServer server = FakeServer.legacy();
        with(
                Client.builder(server)
                        .onNotification(notification -> {
                            heard.add(notification.method());
                            throw new IllegalStateException("a listener's fault harms nobody else");
                        })
                        .build(),
                session -> {
                    server.pipe().push("{\"jsonrpc\":\"2.0\",\"method\":\"x/one\"}");
                    server.pipe().push("{\"jsonrpc\":\"2.0\",\"method\":\"x/two\",\"params\":{}}");
                    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("x/one");
                    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("x/two");
                    session.ping();
                });
    }

    @Test
    void stampsTheLogLevelOnModernRequestsAndSendsNothingForIt() {
        FakeServer server = FakeServer.modern().answering("tools/call", TEXT);
        with(server, session -> {
            session.setLogLevel(LoggingLevel.WARNING);
            assertThat(server.methods()).containsExactly("server/discover");
            session.callTool("x", Map.of());
            assertThat(server.lastParams("tools/call"))
                    .extractingByKey("_meta")
                    .asString()
                    .contains("io.modelcontextprotocol/logLevel=warning");
        });
    }

    @Test
    void restoresTheLogLevelOnANewConnection() {
        FakeServer server = FakeServer.legacy()
                .answering("logging/setLevel", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{}}")
                .on("tools/call", (message, pipe) -> pipe.die());
        with(server, session -> {
            session.setLogLevel(LoggingLevel.ERROR);
            assertThatThrownBy(() -> session.callTool("x", Map.of())).isInstanceOf(TransportException.class);
            session.ping();
            assertThat(server.methods()).filteredOn("logging/setLevel"::equals).hasSize(2);
        });
    }

    @Test
    void refusesUseAfterClose() {
        Client<?> client = Client.of(FakeServer.legacy());
        ClientSession session = client.connect();
        session.close();
        session.close();
        assertThat(session.isOpen()).isFalse();
        assertThatThrownBy(session::ping).isInstanceOf(SessionClosedException.class);
        client.close();
        assertThatThrownBy(client::connect).isInstanceOf(SessionClosedException.class);
    }

    private static void awaitMethod(FakeServer server, String method) {
        awaitCount(server, method, 1);
    }

    private static void awaitCount(FakeServer server, String method, int count) {
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            while (server.methods().stream().filter(method::equals).count() < count) {
                Thread.onSpinWait();
            }
        });
    }
}
