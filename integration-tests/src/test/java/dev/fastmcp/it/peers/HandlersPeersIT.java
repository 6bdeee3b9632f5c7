package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.Subscription;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.LoggingMessage;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What servers of ours on real SDKs ask of a client, and tell it by themselves. */
@NeedsPeers
class HandlersPeersIT {

    private final BlockingQueue<LoggingMessage> logged = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> updated = new LinkedBlockingQueue<>();
    private final BlockingQueue<ListChangedListener.Kind> changed = new LinkedBlockingQueue<>();

    private Client.Builder<?> offeringEverything(Client.Builder<?> builder) {
        return Offers.everything(builder)
                .onLog(logged::add)
                .onResourceUpdated(updated::add)
                .onListChanged(changed::add);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("something arrives").isNotNull();
        return next;
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void theOfficialServerAsksForConfirmationInBothEras(Era era) throws Exception {
        try (Client<?> client = offeringEverything(Client.builder(Peers.modern()))
                        .era(era)
                        .build();
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
        try (Client<?> client = offeringEverything(Client.builder(Peers.modern()))
                        .era(era)
                        .build();
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
        try (Client<?> client = fastMcp(Era.LEGACY)
                        .onElicitation((form, context) -> ElicitResult.accept(Map.of("value", "Ann")))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("ask").text()).isEqualTo("accept: Ann");
            assertThatThrownBy(() -> session.subscribe("test://static/greeting"))
                    .isInstanceOf(UnsupportedFeatureException.class);
            assertThatThrownBy(() -> session.callTool("confirm"))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("only exists at MCP 2026-07-28");
        }
    }

    @Test
    void fastMcpAsksForConfirmationInTheModernEra() {
        try (Client<?> client = fastMcp(Era.MODERN)
                        .onElicitation((form, context) -> {
                            assertThat(form.message()).isEqualTo("More tea?");
                            return form.requiredFields().contains("ok")
                                    ? ElicitResult.accept(Map.of("ok", false))
                                    : ElicitResult.cancel();
                        })
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("confirm", Map.of("question", "More tea?"))
                            .text())
                    .isEqualTo("accepted: false");
            assertThatThrownBy(() -> session.callTool("ask"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("unavailable on 2026-07-28 connections");
        }
        try (Client<?> client = fastMcp(Era.MODERN)
                        .onElicitation((form, context) -> ElicitResult.decline())
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("confirm").text()).isEqualTo("not accepted: decline");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void fastMcpAsksForASampleInBothEras(Era era) {
        try (Client<?> client = fastMcp(era)
                        .onSampling((request, context) -> {
                            assertThat(request.maxTokens()).isEqualTo(100);
                            assertThat(request.messages()).hasSize(1);
                            return CreateMessageResult.of(
                                    "test-model",
                                    "re: " + request.messages().get(0).content());
                        })
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("sample", Map.of("prompt", "Praise tea."))
                            .text())
                    .startsWith("test-model: re: ")
                    .contains("Praise tea.");
        }
        try (Client<?> client = fastMcp(era).build();
                ClientSession session = client.connect()) {
            // In the legacy era this server asks although the client has declared nothing.
            assertThatThrownBy(() -> session.callTool("sample"))
                    .hasMessageContaining(era == Era.LEGACY ? "This client does not offer the method" : "sampling");
            assertThat(session.callTool("echo", Map.of("text", "on")).text()).isEqualTo("on");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void fastMcpAsksForRootsInBothEras(Era era) {
        try (Client<?> client = offeringEverything(Client.builder(Peers.fastMcp4ByPython()))
                        .era(era)
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("roots").text()).isEqualTo("file:///work");
        }
    }

    private static Client.Builder<?> fastMcp(Era era) {
        return Client.builder(Peers.fastMcp4ByPython())
                .era(era)
                .connectTimeout(Duration.ofSeconds(60))
                .probeTimeout(Duration.ofSeconds(30));
    }
}
