package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestTimeoutException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference server that exercises everything, over Streamable HTTP and over HTTP+SSE. */
@NeedsPeers
@ParameterizedClass(name = "{0}")
@MethodSource("recipes")
class EverythingHttpIT {

    private static final BlockingQueue<LoggingMessage> LOGGED = new LinkedBlockingQueue<>();
    private static ServerProcess server;
    private static Client<?> client;
    private static ClientSession session;

    @Parameter
    private ServerRecipe recipe;

    /** The structured result of {@code get-structured-content}. */
    public record Weather(double temperature, String conditions, double humidity) {}

    static Stream<ServerRecipe> recipes() {
        return Stream.of(ServerRecipe.everything("streamableHttp"), ServerRecipe.everything("sse"));
    }

    @BeforeParameterizedClassInvocation
    static void connect(ServerRecipe recipe) throws Exception {
        server = recipe.start();
        client = server.client().onLog(LOGGED::add).build();
        session = client.connect();
    }

    @AfterParameterizedClassInvocation
    static void disconnect() {
        client.close();
        server.close();
    }

    @Test
    void agreesOnTheNewestVersionOfTheLegacyEra() {
        assertThat(session.server().version()).isEqualTo(ProtocolVersion.V2025_11_25);
        assertThat(session.server().info())
                .hasValueSatisfying(info -> assertThat(info.name()).contains("everything"));
        session.ping();
    }

    @Test
    void listsToolsResourcesAndPrompts() {
        assertThat(session.listTools()).extracting(Tool::name).contains("echo", "get-sum", "get-structured-content");
        assertThat(session.listResources())
                .extracting(Resource::uri)
                .isNotEmpty()
                .allMatch(uri -> uri.startsWith("demo://resource/"));
        assertThat(session.listResourceTemplates()).hasSize(2);
        assertThat(session.listPrompts()).extracting(Prompt::name).contains("simple-prompt", "args-prompt");
    }

    @Test
    void callsTools() {
        assertThat(session.callTool("echo", Map.of("message", "Grüße 世界 🙂")).text())
                .isEqualTo("Echo: Grüße 世界 🙂");
        assertThat(session.callTool("get-structured-content", Map.of("location", "New York"))
                        .data(Weather.class))
                .isEqualTo(new Weather(33, "Cloudy", 82));
        assertThat(session.getPrompt("args-prompt", Map.of("city", "Bonn"))
                        .messages()
                        .toString())
                .contains("Bonn");
        assertThat(session.readResource("demo://resource/dynamic/text/1").contents())
                .hasSize(1);
        assertThatThrownBy(() -> session.readResource("demo://nothing")).isInstanceOf(JsonRpcException.class);
    }

    @Test
    void tellsThatAToolFailedOrIsUnknown() {
        assertThatThrownBy(() -> session.callTool("echo"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("Invalid arguments for tool echo");
        assertThatThrownBy(() -> session.callTool("nope"))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("Tool nope not found");
    }

    @Test
    void reportsProgressInOrderBeforeTheResult() {
        List<Double> progress = new ArrayList<>();
        CallOptions listening = CallOptions.DEFAULT.withProgress(each -> progress.add(each.progress()));
        session.callTool("trigger-long-running-operation", Map.of("duration", 0.4, "steps", 4), listening);
        assertThat(progress).containsExactly(1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void handsOnWhatTheServerLogs() throws InterruptedException {
        session.setLogLevel(LoggingLevel.DEBUG);
        session.callTool("toggle-simulated-logging");
        assertThat(LOGGED.poll(20, TimeUnit.SECONDS)).isNotNull();
        session.callTool("toggle-simulated-logging");
    }

    @Test
    void staysUsableAfterACallThatTookTooLong() {
        CallOptions hurried = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(300));
        assertThatThrownBy(() ->
                        session.callTool("trigger-long-running-operation", Map.of("duration", 2, "steps", 2), hurried))
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("300 ms");
        assertThat(session.callTool("echo", Map.of("message", "still here")).text())
                .isEqualTo("Echo: still here");
    }

    @Test
    void givesEachOfManyThreadsItsOwnAnswers() throws Exception {
        Crowd.ask(
                25,
                number -> assertThat(session.callTool("get-sum", Map.of("a", number, "b", 1))
                                .text())
                        .isEqualTo("The sum of " + number + " and 1 is " + (number + 1) + "."));
    }

    @Test
    void tellsThatThereIsNoServerAtAnotherAddress() {
        server.refusesToConnectAtAnotherPath();
    }
}
