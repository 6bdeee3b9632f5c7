package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.Subscription;
import dev.fastmcp.api.ToolTask;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.LoggingMessage;
import dev.fastmcp.api.model.PrimitiveSchema;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.model.TaskStatus;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.spi.ClientTransport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real servers ask of a client, and tell it by themselves. */
@NeedsPeers
class HandlersPeersIT {

    private final BlockingQueue<LoggingMessage> logged = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> updated = new LinkedBlockingQueue<>();
    private final BlockingQueue<ListChangedListener.Kind> changed = new LinkedBlockingQueue<>();

    private Client.Builder<? extends ClientTransport> offeringEverything(ClientTransport transport) {
        return Client.builder(transport)
                .onSampling((request, context) -> CreateMessageResult.of("test-model", "sampled"))
                .onElicitation((form, context) -> ElicitResult.accept(filledIn(form)))
                .onUrlElicitation((page, context) -> {
                    assertThat(page.host()).contains("example.com");
                    return ElicitResult.accept();
                })
                .roots(List.of(Root.of("file:///work", "work")))
                .onLog(logged::add)
                .onResourceUpdated(updated::add)
                .onListChanged(changed::add);
    }

    /** What a patient person would answer. */
    private static Map<String, Object> filledIn(FormElicitation form) {
        Map<String, Object> answers = new LinkedHashMap<>();
        form.fields().forEach((name, field) -> {
            Object answer = switch (field) {
                case PrimitiveSchema.Text text when text.format().isPresent() -> null;
                case PrimitiveSchema.Text text -> "Ann";
                case PrimitiveSchema.Numeric number -> number.minimum().orElse(1);
                case PrimitiveSchema.Flag flag -> true;
                case PrimitiveSchema.Choice choice ->
                    choice.multiple()
                            ? List.of(choice.options().get(0).value())
                            : choice.options().get(0).value();
                case PrimitiveSchema.Unknown unknown -> null;
            };
            if (answer != null) {
                answers.put(name, answer);
            }
        });
        return answers;
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something arrives").isNotNull();
        return next;
    }

    /** The server adds tools once it knows what the client offers, and tells so each time. */
    private void awaitTool(ClientSession session, String name) throws InterruptedException {
        while (session.listTools().stream().map(Tool::name).noneMatch(name::equals)) {
            assertThat(next(changed)).isEqualTo(ListChangedListener.Kind.TOOLS);
        }
    }

    @Test
    void theReferenceServerGetsAllItAsksFor() throws Exception {
        try (Client<?> client = offeringEverything(Peers.everything()).build();
                ClientSession session = client.connect()) {
            awaitTool(session, "trigger-sampling-request");

            assertThat(session.callTool("trigger-sampling-request", Map.of("prompt", "hi", "maxTokens", 10))
                            .text())
                    .contains("sampled");
            assertThat(session.callTool("trigger-elicitation-request").text())
                    .contains("User provided the requested information");
            assertThat(session.callTool("trigger-url-elicitation", Map.of("url", "https://example.com/login"))
                            .text())
                    .contains("User completed the URL elicitation flow");
            assertThat(session.callTool("get-roots-list").text()).contains("file:///work");
        }
    }

    @Test
    void theReferenceServerTellsOfResources() throws Exception {
        try (Client<?> client = offeringEverything(Peers.everything()).build();
                ClientSession session = client.connect();
                Subscription subscription = session.subscribe("demo://resource/dynamic/text/1")) {
            session.callTool("toggle-subscriber-updates");
            assertThat(next(updated)).isEqualTo(subscription.uri());
            session.callTool("toggle-subscriber-updates");
        }
    }

    @Test
    void theReferenceServerRunsATask() {
        try (Client<?> client = offeringEverything(Peers.everything()).build();
                ClientSession session = client.connect()) {
            ToolTask task = session.startTool("simulate-research-query", Map.of("topic", "tea"));
            assertThat(task.id()).isPresent();
            assertThat(task.status()).isEqualTo(TaskStatus.WORKING);
            assertThat(task.await(Duration.ofSeconds(30)).text()).containsIgnoringCase("tea");
            assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void theOfficialServerAsksForConfirmationInBothEras(Era era) throws Exception {
        try (Client<?> client = offeringEverything(Peers.modern()).era(era).build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("confirm", Map.of("question", "Go on?")).text())
                    .isEqualTo("accepted: true");
        }
        try (Client<?> client = Client.builder(Peers.modern()).era(Era.MODERN).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("confirm")).hasMessageContaining("elicitation");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void theOfficialServerTellsOfChanges(Era era) throws Exception {
        try (Client<?> client = offeringEverything(Peers.modern()).era(era).build();
                ClientSession session = client.connect();
                Subscription subscription = session.subscribe("test://static/greeting")) {
            session.callTool("touch", Map.of("uri", subscription.uri()));
            assertThat(next(updated)).isEqualTo(subscription.uri());

            session.callTool("grow", Map.of("name", "added"));
            assertThat(next(changed)).isEqualTo(ListChangedListener.Kind.TOOLS);
            assertThat(session.listTools()).extracting(Tool::name).contains("added");
        }
    }

    @Test
    void fastMcpAsksForAnAnswer() {
        try (Client<?> client = Client.builder(Peers.fastMcp4ByPython())
                        .era(Era.LEGACY)
                        .onElicitation((form, context) -> ElicitResult.accept(Map.of("value", "Ann")))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("ask").text()).isEqualTo("accept: Ann");
            assertThatThrownBy(() -> session.subscribe("test://static/greeting"))
                    .isInstanceOf(UnsupportedFeatureException.class);
        }
    }
}
