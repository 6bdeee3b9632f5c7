package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.LoggingMessage;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every server of ours offers in the same way over the network, whatever it is written with, known by its address alone. */
@NeedsPeers
@ParameterizedClass(name = "{0}")
@MethodSource("dev.fastmcp.it.peers.RemotePeer#all")
class RemotePeersIT {

    /** The structured result of the servers' tool {@code add}. */
    public record Sum(int sum, List<Integer> operands) {}

    /** Runs on for the next combination, if that has the same server. */
    private static ServerProcess server;

    private static ServerRecipe running;
    private static Client<?> client;
    private static ClientSession session;
    private static BlockingQueue<LoggingMessage> logged;

    @Parameter
    private RemotePeer peer;

    @BeforeParameterizedClassInvocation
    static void connect(RemotePeer peer) throws Exception {
        if (!peer.recipe().equals(running)) {
            stop();
            server = peer.recipe().start();
            running = peer.recipe();
        }
        logged = new LinkedBlockingQueue<>();
        client = server.client()
                .era(peer.era())
                .headers(RequestHeaders.NONE.with("X-Of-Client", "client").with("X-Of-Both", "client"))
                .onLog(logged::add)
                .build();
        session = client.connect();
    }

    @AfterParameterizedClassInvocation
    static void disconnect() {
        client.close();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Test
    void agreesOnTheNewestVersionInCommon() {
        assertThat(session.server().version()).isEqualTo(peer.version());
        assertThat(session.server().instructions()).contains("A server for integration tests.");
        assertThat(session.server().info())
                .hasValueSatisfying(info -> assertThat(info.version()).isEqualTo("1.2.3"));
        session.ping();
    }

    @Test
    void listsToolsResourcesAndPrompts() {
        assertThat(session.listTools()).extracting(Tool::name).contains("echo", "add", "slow", "fail");
        assertThat(session.listResources()).extracting(Resource::uri).contains("test://static/greeting");
        assertThat(session.listResourceTemplates()).hasSize(1);
        assertThat(session.listPrompts()).extracting(Prompt::name).contains("greet");
    }

    @Test
    void readsResourcesAndPrompts() {
        assertThat(session.readResource("test://static/greeting").contents().toString())
                .contains("Hello, resource!");
        assertThat(session.readResource("test://items/7").contents().toString()).contains("Item 7");
        assertThat(session.getPrompt("greet", Map.of("name", "Ann")).messages().toString())
                .contains("Ann");
        assertThatThrownBy(() -> session.readResource("test://nope"))
                .isInstanceOf(JsonRpcException.class)
                .hasMessageContaining("test://nope");
    }

    @Test
    void callsTools() {
        String text = "Grüße 世界 🙂\u2028\r\n\"\\";
        assertThat(session.callTool("echo", Map.of("text", text)).text()).isEqualTo(text);
        assertThat(session.callTool("add", Map.of("a", 20, "b", 22)).data(Sum.class))
                .isEqualTo(new Sum(42, List.of(20, 22)));
    }

    @Test
    void carriesTextsOfAMegabyte() {
        String text = "é".repeat(500_000);
        assertThat(session.callTool("echo", Map.of("text", text)).text()).isEqualTo(text);
    }

    @Test
    void tellsThatAToolFailed() {
        assertThatThrownBy(() -> session.callTool("fail", Map.of("message", "no luck")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("\"fail\"")
                .hasMessageContaining("no luck");
    }

    @Test
    void tellsThatAToolIsUnknown() {
        assertThatThrownBy(() -> session.callTool("nope"))
                .hasMessageContaining("nope")
                .satisfies(e -> {
                    switch (peer.kind()) {
                        case TYPESCRIPT_SDK -> assertThat(codeOf(e)).isEqualTo(-32602);
                        case NPM_FASTMCP -> assertThat(codeOf(e)).isEqualTo(-32601);
                        case PYPI_FASTMCP -> assertThat(e).isInstanceOf(ToolException.class);
                    }
                });
    }

    private static int codeOf(Throwable e) {
        assertThat(e).isInstanceOf(JsonRpcException.class);
        return ((JsonRpcException) e).code();
    }

    @Test
    void reportsProgressInOrderBeforeTheResult() {
        List<Double> progress = new ArrayList<>();
        CallOptions listening = CallOptions.DEFAULT.withProgress(each -> progress.add(each.progress()));
        assertThat(session.callTool("slow", Map.of("steps", 5, peer.kind().stepArgument(), 10), listening)
                        .text())
                .isEqualTo("done after 5 steps");
        if (peer.can(RemotePeer.Ability.PROGRESS)) {
            assertThat(progress).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        } else {
            assertThat(progress).isEmpty();
        }
    }

    @Test
    void handsOnWhatTheServerLogs() throws InterruptedException {
        if (peer.version().era() == Era.MODERN) {
            session.setLogLevel(LoggingLevel.INFO);
        }
        session.callTool("log", Map.of("message", "a word of " + peer));
        if (peer.can(RemotePeer.Ability.LOG)) {
            LoggingMessage message = logged.poll(20, TimeUnit.SECONDS);
            while (message != null && !message.data().toJson().contains("a word of " + peer)) {
                message = logged.poll(20, TimeUnit.SECONDS);
            }
            assertThat(message).isNotNull();
            assertThat(message.level()).isEqualTo(LoggingLevel.INFO);
        }
    }

    @Test
    void staysUsableAfterACallThatTookTooLong() throws InterruptedException {
        CallOptions hurried = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(400));
        assertThatThrownBy(() ->
                        session.callTool("slow", Map.of("steps", 50, peer.kind().stepArgument(), 100), hurried))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("400 ms");
        assertThat(session.callTool("echo", Map.of("text", "still here")).text())
                .isEqualTo("still here");
        if (peer.can(RemotePeer.Ability.CANCELLATION)) {
            server.awaitOutput("slow: cancelled");
        }
    }

    @Test
    void givesEachOfManyThreadsItsOwnAnswers() throws Exception {
        Crowd.ask(
                peer.can(RemotePeer.Ability.SPEED) ? 25 : 5,
                number -> assertThat(session.callTool("add", Map.of("a", number, "b", 1))
                                .data(Sum.class))
                        .isEqualTo(new Sum(number + 1, List.of(number, 1))));
    }

    @Test
    void sendsTheHeadersOfTheClientOnce() {
        assumeTrue(peer.can(RemotePeer.Ability.CLIENT_HEADERS), "its tools see no headers");
        assertThat(received(CallOptions.DEFAULT))
                .containsEntry("x-of-client", "client")
                .containsEntry("x-of-both", "client")
                .doesNotContainKey("x-of-call");
    }

    @Test
    void sendsTheHeadersOfACallOnce() {
        assumeTrue(peer.can(RemotePeer.Ability.CALL_HEADERS), "its tools see the headers of the connection");
        RequestHeaders ofCall = RequestHeaders.NONE.with("X-Of-Call", "call").with("x-of-BOTH", "call");
        assertThat(received(CallOptions.DEFAULT.withHeaders(ofCall)))
                .containsEntry("x-of-client", "client")
                .containsEntry("x-of-call", "call")
                .containsEntry("x-of-both", "call")
                .containsEntry("content-type", "application/json")
                .containsEntry("mcp-protocol-version", peer.version().wireName());
    }

    @Test
    void tellsThatThereIsNoServerAtAnotherAddress() {
        assumeTrue(server.url().startsWith("http:"), "it takes a WebSocket at any address");
        server.refusesToConnectAtAnotherPath();
    }

    @Test
    void tellsThatThePinnedEraIsNotSpoken() {
        assumeTrue(!peer.can(RemotePeer.Ability.OTHER_ERA), "it speaks both");
        Era other = peer.version().era() == Era.MODERN ? Era.LEGACY : Era.MODERN;
        try (Client<?> pinned = server.client().era(other).build()) {
            assertThatThrownBy(pinned::connect).isInstanceOf(IncompatibleServerException.class);
        }
    }

    /** Where requests and notifications travel apart from each other, the first request must not overtake the last notification of the handshake. */
    @Test
    void takesTheFirstCallRightAfterTheHandshake() {
        assumeTrue(overSse(), "its handshake is done when it has answered");
        for (int connection = 1; connection <= 10; connection++) {
            try (Client<?> other = server.client().build();
                    ClientSession fresh = other.connect()) {
                assertThat(fresh.callTool("echo", Map.of("text", "first")).text())
                        .isEqualTo("first");
            }
        }
    }

    private static boolean overSse() {
        return server.url().endsWith("/sse");
    }

    @Test
    void fallsBackToSseAtTheSameAddress() {
        assumeTrue(overSse(), "it is no server of the first release");
        try (Client<?> other = server.client().transport("streamable-http").build();
                ClientSession fallen = other.connect()) {
            assertThat(fallen.server().era()).isEqualTo(Era.LEGACY);
            assertThat(fallen.listTools()).isNotEmpty();
        }
    }

    private static Map<String, Object> received(CallOptions options) {
        return JsonValue.parse(session.callTool("headers", Map.of(), options).text())
                .asMap();
    }
}
