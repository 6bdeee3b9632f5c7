package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import dev.fastmcp.server.McpConfigTransport;
import dev.fastmcp.server.ServerPrompt;
import dev.fastmcp.server.ServerResource;
import dev.fastmcp.server.ServerTool;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client of several servers, which are reached over HTTP. */
@Timeout(60)
class ManyServersIT {

    record Echo(String text) {}

    record Booking(String seat) {}

    private final List<AutoCloseable> open = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final FastMcpServer first = server("first");
    private final FastMcpServer second = server("second");

    private FastMcpServer server(String name) {
        return FastMcpServer.builder(name)
                .instructions("Ask " + name + ".")
                .tool(ServerTool.of("echo", "Says it again.", Echo.class, (echo, context) -> {
                    calls.incrementAndGet();
                    return name + " " + echo.text();
                }))
                .tool(ServerTool.of(
                        "book",
                        "Asks for a seat.",
                        (none, context) -> context.elicit("Which seat at " + name + "?", Booking.class)
                                .map(Booking::seat)
                                .orElse("none")))
                .resource(
                        ServerResource.of("docs://start", "start", "Begin.", "text/plain", (none, c) -> "Read " + name))
                .prompt(ServerPrompt.of(
                                "greet",
                                "Greets.",
                                (arguments, context) -> name + " greets " + arguments.get("who"),
                                PromptArgument.of("who", true))
                        .withCompletion((argument, typed, others) ->
                                dev.fastmcp.api.model.Completion.of(List.of(name + typed))))
                .build();
    }

    private String serve(FastMcpServer server) throws Exception {
        HttpServing serving = HttpServing.builder(server).start();
        open.add(serving);
        return serving.uri().toString();
    }

    private static McpConfig config(Object... namesAndEntries) {
        Map<String, Object> servers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndEntries.length; i += 2) {
            servers.put(
                    (String) namesAndEntries[i],
                    namesAndEntries[i + 1] instanceof String url ? Map.of("url", url) : namesAndEntries[i + 1]);
        }
        return McpConfig.of(Map.of("mcpServers", servers));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        first.close();
        second.close();
    }

    @Test
    void looksLikeOneServerWithPrefixedNames() throws Exception {
        try (ClientSession session = Client.connect(config("a", serve(first), "b", serve(second)))) {
            assertThat(session.listTools())
                    .extracting(Tool::name)
                    .containsExactly("a_echo", "a_book", "b_echo", "b_book");
            assertThat(session.listResources())
                    .extracting(Resource::uri)
                    .containsExactly("docs://a/start", "docs://b/start");
            assertThat(session.listPrompts()).extracting(Prompt::name).containsExactly("a_greet", "b_greet");
            assertThat(session.callTool("b_echo", Map.of("text", "hi")).text()).isEqualTo("second hi");
            assertThat(session.readResource("docs://a/start").text()).isEqualTo("Read first");
            assertThat(session.readResource("docs://a/start").contents().get(0).uri())
                    .isEqualTo("docs://a/start");
            assertThat(session.getPrompt("b_greet", Map.of("who", "Ann"))
                            .messages()
                            .toString())
                    .contains("second greets Ann");
            assertThat(session.complete(PromptReference.of("a_greet"), "who", "X")
                            .values())
                    .containsExactly("firstX");
            assertThat(session.server().instructions().orElseThrow()).contains("Ask first.", "Ask second.");
            assertThatThrownBy(() -> session.callTool("c_echo")).hasMessageContaining("Unknown tool: c_echo");
            assertThatThrownBy(() -> session.readResource("docs://c/start")).isInstanceOf(JsonRpcException.class);
        }
    }

    @Test
    void questionsOfEachServerReachTheHandlersOfTheClient() throws Exception {
        try (Client<?> client = Client.builder(config("a", serve(first), "b", serve(second)))
                        .onElicitation((form, context) ->
                                ElicitResult.accept(new Booking(form.toString().contains("second") ? "2B" : "1A")))
                        .onSampling((request, context) -> CreateMessageResult.of("model", "yes"))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("a_book").text()).isEqualTo("1A");
            assertThat(session.callTool("b_book").text()).isEqualTo("2B");
        }
    }

    @Test
    void tellsOfChangesByTheNamesThatItShows() throws Exception {
        CompletableFuture<String> updated = new CompletableFuture<>();
        CompletableFuture<Object> changed = new CompletableFuture<>();
        try (Client<?> client = Client.builder(config("a", serve(first), "b", serve(second)))
                        .onResourceUpdated(updated::complete)
                        .onListChanged(changed::complete)
                        .build();
                ClientSession session = client.connect()) {
            session.subscribe("docs://b/start");
            second.resourceUpdated("docs://start");
            first.add(ServerTool.of("new", "Is new.", (none, context) -> "new"));

            assertThat(updated.get(20, TimeUnit.SECONDS)).isEqualTo("docs://b/start");
            assertThat(changed.get(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(session.callTool("a_new").text()).isEqualTo("new");
        }
    }

    @Test
    void aServerThatIsDownCostsItsOwnComponentsOnlyAndMayComeBack() throws Exception {
        HttpServing gone = HttpServing.builder(second).start();
        gone.close();
        McpConfigTransport transport =
                McpConfigTransport.of(config("a", serve(first), "b", gone.uri().toString()));
        try (Client<?> client = Client.of(transport);
                ClientSession session = client.connect()) {
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("a_echo", "a_book");
            assertThat(transport.unavailable()).containsOnlyKeys("b");
            assertThatThrownBy(() -> session.callTool("b_echo", Map.of("text", "hi")))
                    .isInstanceOf(TransportException.class);
            assertThat(session.callTool("a_echo", Map.of("text", "hi")).text()).isEqualTo("first hi");

            open.add(HttpServing.builder(second).port(gone.uri().getPort()).start());

            assertThat(session.callTool("b_echo", Map.of("text", "hi")).text()).isEqualTo("second hi");
            assertThat(session.listTools()).hasSize(4);
            assertThat(transport.unavailable()).isEmpty();
        }
    }

    @Test
    void saysOfEachServerWhyNoneCanBeUsed() throws Exception {
        HttpServing gone = HttpServing.builder(second).start();
        gone.close();
        String nobody = gone.uri().toString();
        try (Client<?> client = Client.of(config("a", nobody, "b", nobody))) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("No server of the configuration can be used: a: ")
                    .hasMessageContaining("; b: ");
        }
        McpConfig one = config("a", serve(first), "b", nobody);
        try (Client<?> client =
                Client.of(McpConfigTransport.builder(one).requireAll().build())) {
            assertThatThrownBy(client::connect)
                    .hasMessageContaining("Not all servers of the configuration can be used: b");
        }
    }

    @Test
    void aNameThatTwoServersClaimIsAnErrorThatNamesBoth() throws Exception {
        McpConfigTransport transport = McpConfigTransport.builder(config("a", serve(first), "b", serve(second)))
                .names(ComponentNames.unchanged())
                .build();
        try (Client<?> client = Client.of(transport);
                ClientSession session = client.connect()) {
            assertThatThrownBy(session::listTools)
                    .hasMessageContaining("\"echo\" is claimed by \"a\"")
                    .hasMessageContaining("and \"b\"");
            assertThatThrownBy(() -> session.callTool("echo", Map.of("text", "hi")))
                    .hasMessageContaining("claimed by");
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void aNameThatFitsTwoServersGoesToTheOneThatHasIt() throws Exception {
        FastMcpServer other = FastMcpServer.builder("other")
                .tool(ServerTool.of("b_echo", "Is called like echo of a_b.", (none, context) -> "other"))
                .build();
        open.add(other);
        try (ClientSession session = Client.connect(config("a", serve(other), "a_b", serve(first)))) {
            assertThatThrownBy(session::listTools)
                    .hasMessageContaining(
                            "\"a_b_echo\" is claimed by \"a\" (there \"b_echo\") and \"a_b\" (there \"echo\")");
            assertThatThrownBy(() -> session.callTool("a_b_echo")).hasMessageContaining("is claimed by");
            assertThat(other.removeTool("b_echo")).isTrue();
            other.add(ServerTool.of("free", "Is free.", (none, context) -> "free"));

            assertThat(session.callTool("a_free").text()).isEqualTo("free");
            assertThat(session.callTool("a_b_echo", Map.of("text", "hi")).text())
                    .isEqualTo("first hi");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedForToTheEnd() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            McpConfigTransport transport = McpConfigTransport.of(
                    config("a", serve(first), "silent", "http://127.0.0.1:" + silent.getLocalPort() + "/mcp"));
            try (Client<?> client = Client.builder(transport)
                            .connectTimeout(Duration.ofSeconds(5))
                            .build();
                    ClientSession session = client.connect()) {
                assertThat(transport.unavailable().get("silent")).isInstanceOf(RequestTimeoutException.class);
                assertThat(session.callTool("a_echo", Map.of("text", "hi")).text())
                        .isEqualTo("first hi");
                assertThat(session.listTools()).hasSize(2);
            }
        }
    }

    @Test
    void anEntryThatCannotBeUsedFailsAlone() throws Exception {
        McpConfigTransport transport = McpConfigTransport.of(config(
                "a",
                serve(first),
                "unset",
                Map.of("url", "https://${NO_SUCH_VARIABLE_OF_THIS_TEST}/mcp"),
                "strange",
                Map.of("url", "gopher://host/mcp"),
                "misspelt",
                Map.of("url", "https://host/mcp", "tools", Map.of("t", Map.of("nam", "x")))));
        try (Client<?> client = Client.of(transport);
                ClientSession session = client.connect()) {
            assertThat(session.listTools()).hasSize(2);
            assertThat(transport.unavailable()).containsOnlyKeys("unset", "strange", "misspelt");
            assertThat(transport.unavailable().get("unset")).hasMessageContaining("NO_SUCH_VARIABLE_OF_THIS_TEST");
            assertThatThrownBy(() -> session.callTool("unset_echo"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("NO_SUCH_VARIABLE_OF_THIS_TEST");
        }
    }

    @Test
    void whatTagsHideCannotBeCalled() throws Exception {
        first.add(ServerTool.builder("secret")
                .meta(Map.of("fastmcp", Map.of("tags", List.of("internal"))))
                .handler((none, context) -> "secret")
                .build());
        Map<String, Object> entry = Map.of("url", serve(first), "exclude_tags", List.of("internal"));
        try (ClientSession session = Client.connect(config("a", entry, "b", serve(second)))) {
            assertThat(session.listTools()).extracting(Tool::name).doesNotContain("a_secret");
            assertThatThrownBy(() -> session.callTool("a_secret")).hasMessageContaining("Unknown tool: a_secret");
            assertThat(session.callTool("a_echo", Map.of("text", "hi")).text()).isEqualTo("first hi");
        }
    }

    @Test
    void holdsAllServersToTheLimitsOfTheClient() throws Exception {
        try (Client<?> client = Client.builder(config("a", serve(first), "b", serve(second)))
                        .limits(Limits.DEFAULT.withMaxMessageBytes(20_000))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("a_echo", Map.of("text", "short")).text())
                    .isEqualTo("first short");
            assertThatThrownBy(() -> session.callTool("a_echo", Map.of("text", "x".repeat(30_000))))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.LIMIT_EXCEEDED));
        }
    }

    @Test
    void changesToolsAsTheEntrySays() throws Exception {
        Map<String, Object> entry = Map.of(
                "url",
                serve(first),
                "tools",
                Map.of("echo", Map.of("name", "say", "arguments", Map.of("text", Map.of("name", "words")))));
        try (ClientSession session = Client.connect(config("only", entry))) {
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("say", "book");
            assertThat(session.callTool("say", Map.of("words", "hi")).text()).isEqualTo("first hi");
            assertThatThrownBy(() -> session.callTool("echo", Map.of("text", "hi")))
                    .hasMessageContaining("echo");
        }
    }
}
