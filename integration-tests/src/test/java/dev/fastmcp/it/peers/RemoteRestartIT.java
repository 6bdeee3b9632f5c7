package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.TransportException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server is killed and started again on the same port, under a session that stays open. */
@NeedsPeers
class RemoteRestartIT {

    private static final int LONG_CALL_SECONDS = 60;

    /** The servers, their tools, and whether they number their events: then a call in flight waits for the server to come back. */
    static Stream<Arguments> peers() {
        return Stream.of(
                Arguments.of(ServerRecipe.everything("streamableHttp"), Tools.EVERYTHING, true),
                Arguments.of(ServerRecipe.everything("sse"), Tools.EVERYTHING, false),
                Arguments.of(ServerRecipe.modern(), Tools.NODE, false),
                Arguments.of(ServerRecipe.modern("--legacy-only"), Tools.NODE, true),
                Arguments.of(ServerRecipe.fastMcpForNode(), Tools.NODE, true),
                Arguments.of(ServerRecipe.fastMcpForNode().bySse(), Tools.NODE, false),
                Arguments.of(ServerRecipe.fastMcp2("--http"), Tools.PYTHON, false),
                Arguments.of(ServerRecipe.fastMcp2("--sse"), Tools.PYTHON, false),
                Arguments.of(ServerRecipe.fastMcp2("--websocket"), Tools.PYTHON, false),
                Arguments.of(ServerRecipe.fastMcp4("--http"), Tools.PYTHON, false),
                Arguments.of(ServerRecipe.fastMcp4("--sse"), Tools.PYTHON, false));
    }

    /** What the tools are called, and their arguments. */
    enum Tools {
        EVERYTHING(
                "message",
                "trigger-long-running-operation",
                Map.of("duration", LONG_CALL_SECONDS, "steps", LONG_CALL_SECONDS * 20)),
        NODE("text", "slow", Map.of("steps", LONG_CALL_SECONDS * 20, "stepMillis", 50)),
        PYTHON("text", "slow", Map.of("steps", LONG_CALL_SECONDS * 20, "step_millis", 50));

        private final String echoed;
        private final String slow;
        private final Map<String, ?> slowArguments;

        Tools(String echoed, String slow, Map<String, ?> slowArguments) {
            this.echoed = echoed;
            this.slow = slow;
            this.slowArguments = slowArguments;
        }

        void echo(ClientSession session, String word) {
            assertThat(session.callTool("echo", Map.of(echoed, word)).text()).contains(word);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("peers")
    void servesTheCallsAfterARestart(ServerRecipe recipe, Tools tools, boolean resumable) throws Exception {
        try (ServerProcess server = recipe.start();
                Client<?> client = server.client().build();
                ClientSession session = client.connect()) {
            tools.echo(session, "before");
            server.kill();
            server.startAgain();
            echoThreeTimes(session, tools);

            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> inFlight = begin(session, tools, threads);
                server.kill();
                if (!resumable) {
                    failsBecauseOfTheServersEnd(inFlight);
                }
                saysAtOnceThatNobodyIsThere(session, tools);
                server.startAgain();
                echoThreeTimes(session, tools);
                failsBecauseOfTheServersEnd(inFlight);
            }
        }
    }

    private static void echoThreeTimes(ClientSession session, Tools tools) {
        for (int call = 1; call <= 3; call++) {
            tools.echo(session, "call " + call);
        }
    }

    private static Future<?> begin(ClientSession session, Tools tools, ExecutorService threads)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CallOptions listening = CallOptions.DEFAULT.withProgress(each -> begun.countDown());
        Future<?> call = threads.submit(() -> session.callTool(tools.slow, tools.slowArguments, listening));
        assertThat(begun.await(20, TimeUnit.SECONDS)).as("progress came").isTrue();
        return call;
    }

    private static void failsBecauseOfTheServersEnd(Future<?> call) {
        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.kind())
                                .isIn(TransportException.Kind.CLOSED_BY_SERVER, TransportException.Kind.IO_FAILED));
    }

    private static void saysAtOnceThatNobodyIsThere(ClientSession session, Tools tools) {
        long before = System.nanoTime();
        assertThatThrownBy(() -> tools.echo(session, "nobody"))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                .hasMessageContaining("127.0.0.1");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        assertThat(session.isOpen()).isTrue();
    }
}
