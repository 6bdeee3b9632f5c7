package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ToolTask;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.TaskStatus;
import dev.fastmcp.api.model.ToolException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The tasks of FastMCP 4, which it offers in the modern era only. */
@NeedsPeers
@ParameterizedClass(name = "{0}")
@MethodSource("transports")
class FastMcpTasksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Optional<ServerProcess> server = Optional.empty();
    private static Client<?> client;
    private static ClientSession session;

    @Parameter
    private String transport;

    static Stream<String> transports() {
        return Stream.of("stdio", "http");
    }

    @BeforeParameterizedClassInvocation
    static void connect(String transport) throws Exception {
        if (transport.equals("http")) {
            server = Optional.of(ServerRecipe.fastMcp4Tasks("--http").start());
        }
        client = client().onElicitation((form, context) -> ElicitResult.accept(Map.of("what", "tea")))
                .onSampling((request, context) -> CreateMessageResult.of(
                        "test-model", "praise for: " + request.messages().get(0).content()))
                .build();
        session = client.connect();
    }

    @AfterParameterizedClassInvocation
    static void disconnect() {
        client.close();
        server.ifPresent(ServerProcess::close);
        server = Optional.empty();
    }

    private static Client.Builder<?> client() {
        return server.isPresent()
                ? server.get().client()
                : Client.builder(Peers.fastMcp4TasksByPython())
                        .connectTimeout(Duration.ofSeconds(60))
                        .probeTimeout(PATIENCE);
    }

    @Test
    void aToolGoesOnAsATask() {
        assertThat(session.server().era()).isEqualTo(Era.MODERN);
        ToolTask task = session.startTool("brew", Map.of("what", "tea"));
        assertThat(task.id()).isPresent();
        assertThat(task.status()).isIn(TaskStatus.WORKING, TaskStatus.COMPLETED);
        assertThat(task.await(PATIENCE).text()).isEqualTo("a pot of tea");
        assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void aCallWaitsForTheTaskThatTheServerMakesOfIt() {
        assertThat(session.callTool("brew", Map.of("what", "coffee")).text()).isEqualTo("a pot of coffee");
        assertThat(session.callTool("ferment", Map.of("what", "tea")).text()).isEqualTo("tea, well kept");
    }

    @Test
    void aToolWithoutTasksAnswersAtOnce() {
        ToolTask task = session.startTool("echo", Map.of("text", "at once"));
        assertThat(task.id()).isEmpty();
        assertThat(task.await(PATIENCE).text()).isEqualTo("at once");
    }

    @Test
    void aTaskAsksTheUserAndTheModel() {
        ToolTask task = session.startTool("serve", Map.of());
        assertThat(task.id()).isPresent();
        assertThat(task.await(PATIENCE).text()).startsWith("tea: praise for: ").contains("Praise this tea.");
        assertThat(session.callTool("serve").text()).startsWith("tea: praise for: ");
    }

    @Test
    void aTaskReportsAnErrorOfItsTool() {
        ToolTask task = session.startTool("spill", Map.of("what", "milk"));
        assertThat(task.await(PATIENCE))
                .satisfies(result -> assertThat(result.isError()).isTrue())
                .satisfies(result -> assertThat(result.text()).contains("no milk left"));
        assertThatThrownBy(() -> session.callTool("spill", Map.of("what", "milk")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("no milk left");
    }

    @Test
    void aTaskIsCancelled() throws InterruptedException {
        ToolTask task = session.startTool("brew", Map.of("what", "oolong", "millis", 60_000));
        assertThat(task.status()).isEqualTo(TaskStatus.WORKING);
        if (transport.equals("http")) {
            // A task that is cancelled before it begins has nothing to say.
            server.orElseThrow().awaitOutput("brew: begun oolong");
        }
        task.cancel();
        assertThatThrownBy(() -> task.await(PATIENCE))
                .isInstanceOf(RequestCancelledException.class)
                .hasMessageContaining("was cancelled");
        assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
        if (transport.equals("http")) {
            server.orElseThrow().awaitOutput("brew: cancelled");
        }
    }

    @Test
    void aTaskGoesOnWhenNobodyWaitsForItAnyMore() {
        ToolTask task = session.startTool("brew", Map.of("what", "tea", "millis", 1_500));
        assertThatThrownBy(() -> task.await(Duration.ofMillis(200))).isInstanceOf(RequestTimeoutException.class);
        assertThat(task.await(PATIENCE).text()).isEqualTo("a pot of tea");
    }

    @Test
    void aClientWithoutTasksIsAnsweredAtOnceOrRefused() {
        try (Client<?> plain = client().tasks(false).build();
                ClientSession other = plain.connect()) {
            assertThat(other.callTool("brew", Map.of("what", "tea", "millis", 10))
                            .text())
                    .isEqualTo("a pot of tea");
            assertThatThrownBy(() -> other.callTool("ferment", Map.of("what", "tea"), CallOptions.DEFAULT))
                    .hasMessageContaining("tasks");
        }
    }

    @Test
    void thereAreNoTasksInTheLegacyEra() {
        try (Client<?> legacy = client().era(Era.LEGACY).build();
                ClientSession other = legacy.connect()) {
            assertThat(other.server().capabilities().tasks()).isEmpty();
            ToolTask answered = other.startTool("brew", Map.of("what", "tea", "millis", 10));
            assertThat(answered.id()).isEmpty();
            assertThat(answered.await(PATIENCE).text()).isEqualTo("a pot of tea");
            assertThatThrownBy(() -> other.startTool("ferment", Map.of("what", "tea")))
                    .isInstanceOfSatisfying(
                            JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(-32021))
                    .hasMessageContaining("requires the tasks extension");
        }
    }
}
