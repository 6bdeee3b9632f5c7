package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.ToolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a handler throws, its client gets an answer. */
@Timeout(30)
class HandlerFaultsTest {

    private final FastMcpServer open = with(FastMcpServer.builder("open"));
    private final FastMcpServer discreet =
            with(FastMcpServer.builder("discreet").hideErrors());

    private static FastMcpServer with(ServerBuilder builder) {
        return builder.tool(ServerTool.of("deep", "Recurses.", (none, context) -> deep(0)))
                .tool(ServerTool.of("missing", "Lacks a class.", (none, context) -> {
                    throw new NoClassDefFoundError("org/example/Lost");
                }))
                .resource(ServerResource.of("disk://bad", "bad", "Fails.", "text/plain", (none, context) -> {
                    throw new IOException("the disk is on fire");
                }))
                .resourceTemplate(ServerResourceTemplate.of(
                        "disk://{n}/sector", "sector", "Fails.", "text/plain", (variables, context) -> {
                            throw new NoClassDefFoundError("org/example/Sector");
                        }))
                .prompt(ServerPrompt.of("blank", "Fails.", (arguments, context) -> {
                            throw new IllegalStateException("out of ink");
                        })
                        .withCompletion((argument, typed, others) -> {
                            throw new IllegalStateException("no idea");
                        }))
                .build();
    }

    private static int deep(int depth) {
        return deep(depth + 1) + 1;
    }

    @AfterEach
    void end() {
        open.close();
        discreet.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void anErrorInAToolIsAResultForItsCaller(Era era) {
        try (Client<?> client = Client.builder(open).era(era).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("deep"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("StackOverflowError");
            assertThatThrownBy(() -> session.callTool("missing"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("NoClassDefFoundError: org/example/Lost");
        }
    }

    @Test
    void anErrorInAToolIsAnsweredOverStreams() throws Exception {
        String requests =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n"
                    + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n"
                    + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"deep\"}}\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        open.serve(new ByteArrayInputStream(requests.getBytes(StandardCharsets.UTF_8)), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"id\":2")
                .contains("StackOverflowError")
                .contains("\"isError\":true");
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void theReasonIsToldForResourcesPromptsAndCompletionsToo(Era era) {
        try (Client<?> client = Client.builder(open).era(era).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.readResource("disk://bad"))
                    .isInstanceOfSatisfying(
                            JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(JsonRpcError.INTERNAL_ERROR))
                    .hasMessageContaining("The resource disk://bad failed: the disk is on fire");
            assertThatThrownBy(() -> session.readResource("disk://7/sector"))
                    .hasMessageContaining("The resource disk://7/sector failed: NoClassDefFoundError");
            assertThatThrownBy(() -> session.getPrompt("blank"))
                    .hasMessageContaining("The prompt \"blank\" failed: out of ink");
            assertThatThrownBy(() -> session.complete(PromptReference.of("blank"), "tone", "f", Map.of()))
                    .hasMessageContaining("The completion of \"tone\" failed: no idea");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aDiscreetServerTellsOnlyThatSomethingFailed(Era era) {
        try (Client<?> client = Client.builder(discreet).era(era).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.readResource("disk://bad"))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("The resource disk://bad failed")
                    .hasMessageNotContaining("fire");
            assertThatThrownBy(() -> session.getPrompt("blank")).hasMessageNotContaining("ink");
            assertThatThrownBy(() -> session.callTool("missing")).hasMessageNotContaining("Lost");
        }
    }

    @Test
    void aTestThatWantsToSeesTheErrorItself() {
        try (ClientSession session = Client.connect(FastMcpTransport.of(open).raisingExceptions())) {
            assertThatThrownBy(() -> session.callTool("missing"))
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessage("org/example/Lost");
        }
    }
}
