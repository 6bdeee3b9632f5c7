package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.model.AudioContent;
import dev.fastmcp.api.model.BlobResourceContents;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.EmbeddedResource;
import dev.fastmcp.api.model.ImageContent;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.LoggingMessage;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceLink;
import dev.fastmcp.api.model.ResourceTemplateReference;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.api.model.TextResourceContents;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.transport.stdio.NodeStdioTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reference server that exercises everything: each of its tools, resources and prompts. */
@NeedsPeers
class EverythingServerIT {

    private static final BlockingQueue<LoggingMessage> LOGGED = new LinkedBlockingQueue<>();
    private static Client<NodeStdioTransport> client;
    private static ClientSession session;

    /** The structured result of {@code get-structured-content}. */
    public record Weather(double temperature, String conditions, double humidity) {}

    @BeforeAll
    static void connect() {
        client = Client.builder(Peers.everything()).onLog(LOGGED::add).build();
        session = client.connect();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void isOfTheLegacyEra() {
        assertThat(session.server().era()).isEqualTo(Era.LEGACY);
        assertThat(session.server().info())
                .hasValueSatisfying(info -> assertThat(info.name()).contains("everything"));
    }

    @Test
    void listsEverything() {
        assertThat(session.listTools())
                .extracting(Tool::name)
                .contains(
                        "echo",
                        "get-sum",
                        "get-tiny-image",
                        "get-structured-content",
                        "trigger-long-running-operation");
        assertThat(session.listResources())
                .extracting(Resource::uri)
                .allMatch(uri -> uri.startsWith("demo://resource/"));
        assertThat(session.listResourceTemplates()).hasSize(2);
        assertThat(session.listPrompts())
                .extracting(Prompt::name)
                .contains("simple-prompt", "args-prompt", "completable-prompt", "resource-prompt");
        assertThat(session.streamTools().filter(tool -> tool.name().equals("echo")))
                .hasSize(1);
    }

    @Test
    void callsToolsThatAnswerWithText() {
        assertThat(session.callTool("echo", Map.of("message", "hi")).text()).contains("hi");
        assertThat(session.callTool("get-sum", Map.of("a", 2, "b", 3)).text()).contains("5");
        assertThat(session.callTool("get-env").text()).contains("PATH").doesNotContain("JAVA_HOME");
    }

    @Test
    void callsToolsThatAnswerWithStructureOrOtherContent() {
        assertThat(session.callTool("get-structured-content", Map.of("location", "Chicago"))
                        .data(Weather.class)
                        .conditions())
                .isNotBlank();
        assertThat(session.callTool("get-tiny-image").content()).hasAtLeastOneElementOfType(ImageContent.class);
        assertThat(session.callTool("get-resource-links", Map.of("count", 3)).content())
                .filteredOn(ResourceLink.class::isInstance)
                .hasSize(3);
        assertThat(session.callTool("get-resource-reference", Map.of("resourceType", "Text", "resourceId", 1))
                        .content())
                .hasAtLeastOneElementOfType(EmbeddedResource.class);
        CallToolResult annotated =
                session.callTool("get-annotated-message", Map.of("messageType", "error", "includeImage", true));
        assertThat(annotated.content())
                .first()
                .isInstanceOfSatisfying(
                        TextContent.class,
                        text -> assertThat(text.annotations())
                                .hasValueSatisfying(annotations ->
                                        assertThat(annotations.priority()).contains(1.0)));
        assertThat(annotated.content()).doesNotHaveAnyElementsOfTypes(AudioContent.class);
        assertThat(session.callTool("gzip-file-as-resource", Map.of("data", "data:text/plain,hello"))
                        .content())
                .isNotEmpty();
    }

    @Test
    void callsTheResearchToolWithoutPromisingTasks() {
        CallToolResult result = session.callTool(
                "simulate-research-query", Map.of("topic", "tea"), CallOptions.DEFAULT.returningToolErrors());
        assertThat(result.content()).isNotEmpty();
    }

    @Test
    void reportsProgressOfALongOperation() {
        List<Double> progress = new ArrayList<>();
        CallOptions options = CallOptions.DEFAULT.withProgress(each -> progress.add(each.progress()));
        session.callTool("trigger-long-running-operation", Map.of("duration", 1, "steps", 4), options);
        assertThat(progress).containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void sendsLogMessagesFromTheLevelAskedFor() throws InterruptedException {
        session.setLogLevel(LoggingLevel.DEBUG);
        session.callTool("toggle-simulated-logging");
        assertThat(LOGGED.poll(30, TimeUnit.SECONDS)).isNotNull();
        session.callTool("toggle-simulated-logging");
        session.callTool("toggle-subscriber-updates");
        session.callTool("toggle-subscriber-updates");
    }

    @Test
    void readsStaticAndDynamicResources() {
        assertThat(session.readResource(session.listResources().get(0).uri()).contents())
                .hasOnlyElementsOfType(TextResourceContents.class);
        assertThat(session.readResource("demo://resource/dynamic/text/1").contents())
                .hasOnlyElementsOfType(TextResourceContents.class);
        assertThat(session.readResource("demo://resource/dynamic/blob/1").contents())
                .hasOnlyElementsOfType(BlobResourceContents.class);
        assertThatThrownBy(() -> session.readResource("demo://nothing")).isInstanceOf(JsonRpcException.class);
    }

    @Test
    void getsAllPrompts() {
        assertThat(session.getPrompt("simple-prompt").messages()).isNotEmpty();
        assertThat(session.getPrompt("args-prompt", Map.of("city", "Bonn"))
                        .messages()
                        .toString())
                .contains("Bonn");
        assertThat(session.getPrompt("completable-prompt", Map.of("department", "Sales", "name", "David"))
                        .messages())
                .isNotEmpty();
        assertThat(session.getPrompt("resource-prompt", Map.of("resourceType", "Text", "resourceId", "1"))
                        .messages())
                .extracting(message -> message.content().getClass().getSimpleName())
                .contains("EmbeddedResource");
        assertThatThrownBy(() -> session.getPrompt("args-prompt")).isInstanceOf(JsonRpcException.class);
    }

    @Test
    void completesArguments() {
        assertThat(session.complete(PromptReference.of("completable-prompt"), "department", "S")
                        .values())
                .contains("Sales");
        assertThat(session.complete(PromptReference.of("completable-prompt"), "name", "", Map.of("department", "Sales"))
                        .values())
                .isNotEmpty();
        assertThat(session.complete(
                                ResourceTemplateReference.of("demo://resource/dynamic/text/{resourceId}"),
                                "resourceId",
                                "1")
                        .values())
                .isNotEmpty();
    }

    @Test
    void startsByNpxAsWell() {
        try (Client<?> byNpx = Client.builder(Peers.everythingByNpx())
                        .connectTimeout(Duration.ofSeconds(60))
                        .probeTimeout(Duration.ofSeconds(30))
                        .build();
                ClientSession other = byNpx.connect()) {
            assertThat(other.callTool("echo", Map.of("message", "npx")).text()).contains("npx");
        }
    }
}
