package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.ElicitResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupts of handlers, and what only looks like them. */
@Timeout(30)
class InterruptedHandlersTest {

    private final CountDownLatch begun = new CountDownLatch(1);

    private final FastMcpServer server = FastMcpServer.builder("test")
            .tool(ServerTool.of("pretend", "Says that it was interrupted.", (none, context) -> {
                throw new InterruptedException("not true");
            }))
            .tool(ServerTool.of("wait", "Waits in the JDK.", (none, context) -> {
                begun.countDown();
                new CountDownLatch(1).await();
                return "never";
            }))
            .tool(ServerTool.of("poll", "Looks for interrupts.", (none, context) -> {
                begun.countDown();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                throw new InterruptedException("seen");
            }))
            .resource(ServerResource.of("docs://pretend", "p", "Fails.", "text/plain", (none, context) -> {
                throw new InterruptedException("not true");
            }))
            .tool(ServerTool.of("hello", "Greets.", (none, context) -> "hello"))
            .build();

    @AfterEach
    void close() {
        assertThat(Thread.interrupted()).isFalse();
        server.close();
    }

    private static void failsAndLeavesNoInterrupt(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(JsonRpcError.INTERNAL_ERROR))
                .hasMessageContaining("Internal error")
                .hasMessageNotContaining("not true");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void oneThatOnlyPretendsHasFailed(Era era) {
        try (Client<?> client = Client.builder(server).era(era).build();
                ClientSession session = client.connect()) {
            failsAndLeavesNoInterrupt(() -> session.callTool("pretend"));
            failsAndLeavesNoInterrupt(() -> session.readResource("docs://pretend"));
            assertThat(session.callTool("hello").text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void oneOfAClientThatCanBeAskedHasFailedToo(Era era) {
        try (Client<?> client = Client.builder(server)
                        .era(era)
                        .onElicitation((form, context) -> ElicitResult.decline())
                        .build();
                ClientSession session = client.connect()) {
            failsAndLeavesNoInterrupt(() -> session.callTool("pretend"));
            assertThat(session.callTool("hello").text()).isEqualTo("hello");
        }
    }

    @Test
    void aTestThatWantsToSeesThatItHasFailed() {
        try (ClientSession session = Client.connect(FastMcpTransport.of(server).raisingExceptions())) {
            assertThatThrownBy(() -> session.callTool("pretend"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a handler threw an InterruptedException, though nobody interrupted it")
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void itIsAnsweredOverStreamsToo() throws Exception {
        String requests =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n"
                    + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
                    + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"pretend\"}}\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.serve(new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8)), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"id\":2").contains("Internal error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "poll"})
    void anInterruptOfTheCallerStaysOne(String tool) throws Exception {
        for (Era era : new Era[] {Era.LEGACY, Era.MODERN}) {
            try (Client<?> client = Client.builder(server).era(era).build();
                    ClientSession session = client.connect()) {
                Thread caller = Thread.currentThread();
                Thread other = Thread.ofVirtual().start(() -> {
                    try {
                        begun.await();
                        caller.interrupt();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertThatThrownBy(() -> session.callTool(tool)).isInstanceOf(RequestCancelledException.class);
                assertThat(Thread.interrupted()).isTrue();
                other.join();
                assertThat(session.callTool("hello").text()).isEqualTo("hello");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "poll"})
    void aTimeoutStaysOne(String tool) {
        try (ClientSession session = Client.connect(server)) {
            assertThatThrownBy(() ->
                            session.callTool(tool, Map.of(), CallOptions.DEFAULT.withTimeout(Duration.ofMillis(50))))
                    .isInstanceOf(RequestTimeoutException.class);
        }
    }
}
