package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.Subscription;
import dev.fastmcp.api.ToolTask;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.model.TaskStatus;
import dev.fastmcp.api.model.Tool;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reference server that exercises everything asks of a client, and tells it by itself, over each of its transports. */
@NeedsPeers
@ParameterizedClass(name = "{0}")
@MethodSource("transports")
class EverythingAsksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Optional<ServerProcess> server = Optional.empty();
    private static Client<?> client;
    private static ClientSession session;
    private static BlockingQueue<String> updated;
    private static BlockingQueue<ListChangedListener.Kind> changed;

    @Parameter
    private String transport;

    static Stream<String> transports() {
        return Stream.of("stdio", "streamableHttp", "sse");
    }

    @BeforeParameterizedClassInvocation
    static void connect(String transport) throws Exception {
        if (!transport.equals("stdio")) {
            server = Optional.of(ServerRecipe.everything(transport).start());
        }
        updated = new LinkedBlockingQueue<>();
        changed = new LinkedBlockingQueue<>();
        Client.Builder<?> builder = server.isPresent() ? server.get().client() : Client.builder(Peers.everything());
        client = Offers.everything(builder)
                .onResourceUpdated(updated::add)
                .onListChanged(changed::add)
                .build();
        session = client.connect();
        awaitTool("trigger-sampling-request");
    }

    @AfterParameterizedClassInvocation
    static void disconnect() {
        client.close();
        server.ifPresent(ServerProcess::close);
        server = Optional.empty();
    }

    /** The server adds tools once it knows what the client offers, and tells so each time. */
    private static void awaitTool(String name) throws InterruptedException {
        while (session.listTools().stream().map(Tool::name).noneMatch(name::equals)) {
            assertThat(next(changed)).isEqualTo(ListChangedListener.Kind.TOOLS);
        }
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something arrives").isNotNull();
        return next;
    }

    @Test
    void asksForASample() {
        assertThat(session.callTool("trigger-sampling-request", Map.of("prompt", "hi", "maxTokens", 10))
                        .text())
                .contains("sampled");
    }

    @Test
    void asksForAFormWithFieldsOfAllKinds() {
        assertThat(session.callTool("trigger-elicitation-request").text())
                .contains("User provided the requested information");
    }

    @Test
    void sendsTheUserToAPage() {
        assertThat(session.callTool("trigger-url-elicitation", Map.of("url", "https://example.com/login"))
                        .text())
                .contains("User completed the URL elicitation flow");
    }

    /** This server does not tell when the page was visited, so the call is repeated after its timeout. */
    @Test
    void letsAPageBeVisitedThatACallNeeds() {
        Map<String, Object> arguments = Map.of("url", "https://example.com/" + transport, "errorPath", true);
        CallOptions options = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(5));
        assertThat(session.callTool("trigger-url-elicitation", arguments, options)
                        .text())
                .contains("User completed the URL elicitation flow");
    }

    @Test
    void asksForRoots() {
        assertThat(session.callTool("get-roots-list").text()).contains("file:///work");
    }

    @Test
    void tellsOfResources() throws Exception {
        try (Subscription subscription = session.subscribe("demo://resource/dynamic/text/1")) {
            session.callTool("toggle-subscriber-updates");
            assertThat(next(updated)).isEqualTo(subscription.uri());
            session.callTool("toggle-subscriber-updates");
        }
    }

    @Test
    void tellsThatThereAreMoreResources() throws Exception {
        changed.clear();
        session.callTool(
                "gzip-file-as-resource",
                Map.of("name", "note.gz", "data", "data:text/plain,hello", "outputType", "resourceLink"));
        assertThat(next(changed)).isEqualTo(ListChangedListener.Kind.RESOURCES);
        assertThat(session.readResource("demo://resource/session/note.gz").contents())
                .hasSize(1);
    }

    @Test
    void runsATask() {
        ToolTask task = session.startTool("simulate-research-query", Map.of("topic", "tea"));
        assertThat(task.id()).isPresent();
        assertThat(task.status()).isEqualTo(TaskStatus.WORKING);
        assertThat(task.await(PATIENCE).text()).containsIgnoringCase("tea");
        assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void asksTheUserDuringATask() {
        ToolTask task = session.startTool("simulate-research-query", Map.of("topic", "python", "ambiguous", true));
        assertThat(task.await(PATIENCE).text()).contains("python (programming)");
    }

    @Test
    void stopsATask() {
        ToolTask task = session.startTool("simulate-research-query", Map.of("topic", "coffee"));
        task.cancel();
        assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
        assertThatThrownBy(() -> task.await(PATIENCE))
                .isInstanceOf(RequestCancelledException.class)
                .hasMessageContaining("was cancelled");
    }
}
