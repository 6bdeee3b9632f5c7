package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.Subscription;
import dev.fastmcp.api.ToolTask;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.model.BlobResourceContents;
import dev.fastmcp.api.model.EmbeddedResource;
import dev.fastmcp.api.model.ImageContent;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.LoggingMessage;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.ResourceLink;
import dev.fastmcp.api.model.ResourceTemplateReference;
import dev.fastmcp.api.model.Role;
import dev.fastmcp.api.model.TaskStatus;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.api.model.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** A server on the official TypeScript SDK v2 in the modern era: each kind of feature, over each of its transports. */
@NeedsPeers
@ParameterizedClass(name = "{0}")
@MethodSource("transports")
class ModernServerIT {

    private static final String GREETING = "test://static/greeting";

    /** The structured result of the tool {@code stats}. */
    public record Stats(int slowStarted, int slowFinished, int slowCancelled) {}

    private static Optional<ServerProcess> server = Optional.empty();
    private static Client<?> client;
    private static ClientSession session;
    private static BlockingQueue<LoggingMessage> logged;
    private static BlockingQueue<String> updated;
    private static BlockingQueue<ListChangedListener.Kind> changed;

    @Parameter
    private String transport;

    static Stream<String> transports() {
        return Stream.of("stdio", "HTTP");
    }

    @BeforeParameterizedClassInvocation
    static void connect(String transport) throws Exception {
        if (transport.equals("HTTP")) {
            server = Optional.of(ServerRecipe.modern("--modern-only").start());
        }
        logged = new LinkedBlockingQueue<>();
        updated = new LinkedBlockingQueue<>();
        changed = new LinkedBlockingQueue<>();
        Client.Builder<?> builder =
                server.isPresent() ? server.get().client() : Client.builder(Peers.modern("--modern-only"));
        client = Offers.everything(builder)
                .onLog(logged::add)
                .onResourceUpdated(updated::add)
                .onListChanged(changed::add)
                .build();
        session = client.connect();
    }

    @AfterParameterizedClassInvocation
    static void disconnect() {
        client.close();
        server.ifPresent(ServerProcess::close);
        server = Optional.empty();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something arrives").isNotNull();
        return next;
    }

    @Test
    void asksForASample() {
        assertThat(session.server().era()).isEqualTo(Era.MODERN);
        assertThat(session.callTool("sample", Map.of("prompt", "hi")).text()).isEqualTo("test-model: sampled");
    }

    @Test
    void asksForAForm() {
        assertThat(session.callTool("confirm", Map.of("question", "Go on?")).text())
                .isEqualTo("accepted: true");
    }

    @Test
    void sendsTheUserToAPage() {
        assertThat(session.callTool("visit", Map.of("url", "https://example.com/login"))
                        .text())
                .isEqualTo("accept");
    }

    @Test
    void asksForRoots() {
        assertThat(session.callTool("roots").text()).isEqualTo("file:///work");
    }

    @Test
    void logsFromTheLevelAskedFor() throws InterruptedException {
        logged.clear();
        session.setLogLevel(LoggingLevel.WARNING);
        session.callTool("log", Map.of("level", "info", "message", "too low"));
        session.callTool("log", Map.of("level", "error", "message", "high enough"));
        LoggingMessage message = next(logged);
        assertThat(message.level()).isEqualTo(LoggingLevel.ERROR);
        assertThat(message.data().toJson()).contains("high enough");
        assertThat(message.logger()).contains("test-logger");
    }

    @Test
    void tellsOfResourcesAndTools() throws InterruptedException {
        try (Subscription subscription = session.subscribe(GREETING)) {
            session.callTool("touch", Map.of("uri", subscription.uri()));
            assertThat(next(updated)).isEqualTo(subscription.uri());
        }
        session.callTool("grow", Map.of("name", "grown"));
        assertThat(next(changed)).isEqualTo(ListChangedListener.Kind.TOOLS);
        assertThat(session.callTool("grown").text()).isEqualTo("I am grown");
    }

    @Test
    void describesItsTools() {
        assertThat(session.listTools())
                .filteredOn(tool -> tool.name().equals("echo"))
                .singleElement()
                .satisfies(echo -> assertThat(echo.title()).contains("Echo"))
                .satisfies(echo -> assertThat(echo.annotations()).hasValueSatisfying(annotations -> {
                    assertThat(annotations.readOnlyHint()).contains(true);
                    assertThat(annotations.idempotentHint()).contains(true);
                }));
        assertThat(session.listTools())
                .filteredOn(tool -> tool.outputSchema().isPresent())
                .extracting(Tool::name)
                .contains("add", "environment", "stats");
    }

    @Test
    void answersWithContentOfManyKinds() {
        assertThat(session.callTool("media").content())
                .hasExactlyElementsOfTypes(
                        TextContent.class, ImageContent.class, ResourceLink.class, EmbeddedResource.class);
    }

    @Test
    void reportsProgressAndHearsThatACallIsGivenUp() throws InterruptedException {
        List<Double> progress = new ArrayList<>();
        CallOptions listening = CallOptions.DEFAULT.withProgress(each -> progress.add(each.progress()));
        session.callTool("slow", Map.of("steps", 4, "stepMillis", 20), listening);
        assertThat(progress).containsExactly(1.0, 2.0, 3.0, 4.0);

        int before = cancelled();
        CallOptions hurried = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(300));
        assertThatThrownBy(() -> session.callTool("slow", Map.of("steps", 100), hurried))
                .isInstanceOf(RequestTimeoutException.class);
        Eventually.await("the tool has stopped", () -> assertThat(cancelled()).isEqualTo(before + 1));
    }

    private static int cancelled() {
        return session.callTool("stats").data(Stats.class).slowCancelled();
    }

    @Test
    void readsPictures() {
        assertThat(session.readResource("test://static/pixel").contents())
                .singleElement()
                .isInstanceOf(BlobResourceContents.class);
    }

    @Test
    void getsPrompts() {
        assertThat(session.getPrompt("plain").messages()).hasSize(1);
        assertThat(session.getPrompt("greet", Map.of("name", "Ann", "style", "formal"))
                        .messages())
                .extracting(message -> message.role())
                .containsExactly(Role.USER, Role.ASSISTANT);
    }

    @Test
    void completesArguments() {
        assertThat(session.complete(PromptReference.of("greet"), "style", "c").values())
                .containsExactly("casual", "cheerful");
        assertThat(session.complete(ResourceTemplateReference.of("test://items/{id}"), "id", "1")
                        .values())
                .containsExactly("1", "10", "11");
    }

    /** The SDK has no tasks in this era. */
    @Test
    void makesNoTasks() {
        assertThat(session.server().capabilities().extensions()).doesNotContainKey("io.modelcontextprotocol/tasks");
        ToolTask task = session.startTool("echo", Map.of("text", "at once"));
        assertThat(task.id()).isEmpty();
        assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(task.await().text()).isEqualTo("at once");
    }
}
