package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CreateMessageRequest;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.Tool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a component is said where it is made, not by the first client. */
@Timeout(30)
class ComponentChecksTest {

    private static ServerTool.Builder tool() {
        return ServerTool.builder("t").handler((arguments, context) -> "done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "true", "null", "5", "\"object\""})
    void aSchemaIsAJsonObject(String schema) {
        assertThatThrownBy(() -> tool().inputSchema(JsonValue.parse(schema)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the input schema of tool t is no JSON object");
        assertThatThrownBy(() -> tool().outputSchema(JsonValue.parse(schema)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the output schema of tool t is no JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":\"string\"}", "{\"type\":[\"object\",\"null\"]}"})
    void theInputSchemaIsThatOfAnObject(String schema) {
        assertThatThrownBy(() -> tool().inputSchema(JsonValue.parse(schema)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give it \"type\": \"object\"");
    }

    @Test
    void aSchemaThatIsNoJsonIsRefused() {
        assertThatThrownBy(
                        () -> tool().inputSchema(JsonValue.parse("{\"type\":")).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the input schema of tool t cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "readme.md", "not a uri", "docs://{chapter}"})
    void theAddressOfAResourceIsAnAbsoluteUri(String uri) {
        assertThatThrownBy(() -> ServerResource.of(uri, "n", "d", "text/plain", (none, context) -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + uri + "\" is no address of a resource");
    }

    @Test
    void anAddressWithVariablesIsATemplate() {
        assertThatThrownBy(() -> ServerResource.of("docs://{n}", "n", "d", "text/plain", (none, context) -> ""))
                .hasMessageEndingWith("or make a ServerResourceTemplate of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a://{x}/{x}", "a://{x}{?x}", "a://{x}{?y,y}"})
    void aVariableIsOnceInATemplate(String template) {
        assertThatThrownBy(() -> ServerResourceTemplate.of(template, "n", "d", "text/plain", (none, context) -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a variable is there twice");
    }

    @Test
    void aPromptHasANameAndDifferentArguments() {
        assertThatThrownBy(() -> ServerPrompt.of(" ", "d", (arguments, context) -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blank");
        assertThatThrownBy(() -> ServerPrompt.of(
                        "p",
                        "d",
                        (arguments, context) -> "",
                        PromptArgument.of("a", true),
                        PromptArgument.of("a", false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two arguments \"a\"");
    }

    @Test
    void aTagMayBeNamedTwice() {
        try (FastMcpServer server = FastMcpServer.builder("tagged")
                        .tool(tool().tags("x", "x").build())
                        .build();
                ClientSession session = Client.connect(server)) {
            server.disable("x", "x");
            assertThat(session.listTools()).isEmpty();
            server.enable("x", "x");
            assertThat(session.listTools()).hasSize(1);
        }
    }

    @Test
    void clientsSeeTags() {
        try (FastMcpServer server = FastMcpServer.builder("tagged")
                        .tool(tool().tags("b", "a")
                                .meta(Map.of("k", "v", "fastmcp", Map.of("version", "2")))
                                .build())
                        .build();
                ClientSession session = Client.connect(server)) {
            Tool seen = session.listTools().get(0);
            assertThat(seen.meta())
                    .containsEntry("k", "v")
                    .containsEntry("fastmcp", Map.of("version", "2", "tags", List.of("a", "b")));
        }
    }

    @Test
    void aModelIsAskedInOneLine() {
        try (FastMcpServer server = FastMcpServer.builder("thinker")
                        .tool(ServerTool.of(
                                "think",
                                "Asks.",
                                (none, context) -> context.sample(CreateMessageRequest.of("Why?", 10))
                                        .model()))
                        .build();
                Client<?> client = Client.builder(server)
                        .onSampling((request, context) -> CreateMessageResult.of("m" + request.maxTokens(), "Because."))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("think").text()).isEqualTo("m10");
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        ServerBuilder builder = FastMcpServer.builder("x");
        FastMcpServer server = builder.build();
        assertThatThrownBy(() -> FastMcpServer.builder(missing())).hasMessage("name");
        assertThatThrownBy(() -> server.add(ComponentChecksTest.<ServerTool>missing()))
                .hasMessage("tool");
        assertThatThrownBy(() -> server.removeTool(missing())).hasMessage("name");
        assertThatThrownBy(() -> ServerTool.builder(missing())).hasMessage("name");
        assertThatThrownBy(() -> tool().output(missing())).hasMessage("type");
        assertThatThrownBy(() -> builder.cacheHint(java.time.Duration.ZERO, missing()))
                .hasMessage("scope");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T missing() {
        return null;
    }
}
