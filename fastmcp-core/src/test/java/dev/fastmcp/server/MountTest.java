package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceContents;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.ResourceTemplateReference;
import dev.fastmcp.api.model.TextResourceContents;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.core.server.Announcement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server shows what another one has. */
@Timeout(30)
class MountTest {

    record Name(String name) {}

    private static final InputRequest WHO = InputRequest.of(
            "elicitation/create", JsonValue.of(FormElicitation.of("Who?", JsonValue.of(FormSchema.of(Name.class)))));

    private final FastMcpServer child = FastMcpServer.builder("wiki")
            .tool(ServerTool.of(
                    "find",
                    "Finds.",
                    (none, context) -> context.readResource("docs://start").text()))
            .tool(ServerTool.of("work", "Reports, logs and asks.", (none, context) -> {
                context.progress(1, 2, "half");
                context.log(LoggingLevel.WARNING, "working");
                return context.elicit("Who?", Name.class).map(Name::name).orElse("nobody");
            }))
            .tool(ServerTool.of(
                    "later",
                    "Wants to be called again.",
                    (none, context) -> context.requestState()
                            .<Object>map(
                                    state -> state + context.inputResponses().keySet())
                            .orElseGet(() -> InputRequiredResult.of(Map.of("who", WHO), "asked"))))
            .resource(ServerResource.of("docs://start", "start", "Begins.", "text/plain", (none, context) -> "Start."))
            .resource(ServerResource.of(
                    "docs://parts",
                    "parts",
                    "Parts.",
                    "text/plain",
                    (none, context) -> ReadResourceResult.of(
                            new TextResourceContents("docs://part/1", Optional.empty(), "1", Map.of(), Map.of()))))
            .resource(ServerResource.of("urn:isbn:1", "book", "A book.", "text/plain", (none, context) -> "Book."))
            .resourceTemplate(ServerResourceTemplate.of(
                            "docs://page/{n}",
                            "page",
                            "A page.",
                            "text/plain",
                            (variables, context) -> "Page " + variables.get("n"))
                    .withCompletion((argument, typed, others) -> Completion.of(List.of(argument + "1"))))
            .prompt(ServerPrompt.of(
                            "sum",
                            "Asks for a summary.",
                            (arguments, context) -> "Sum up " + arguments.get("what"),
                            PromptArgument.of("what", true))
                    .withCompletion((argument, typed, others) -> Completion.of(List.of("all")))
                    .withTags("draft"))
            .build();

    private final FastMcpServer parent = FastMcpServer.builder("all")
            .tool(ServerTool.of("hello", "Greets.", (none, context) -> "Hello!"))
            .mount("wiki", child)
            .build();

    @AfterEach
    void end() {
        parent.close();
        child.close();
    }

    private Client.Builder<?> client(Era era) {
        return Client.builder(parent).era(era);
    }

    private ClientSession connect(Era era) {
        return client(era).build().connect();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void toolsAndPromptsHaveThePrefixInTheirNames(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(session.listTools())
                    .extracting(Tool::name)
                    .containsExactly("hello", "wiki_find", "wiki_work", "wiki_later");
            assertThat(session.callTool("hello").text()).isEqualTo("Hello!");
            assertThat(session.callTool("wiki_find").text())
                    .as("what its own server has")
                    .isEqualTo("Start.");
            assertThatThrownBy(() -> session.callTool("find")).hasMessageContaining("Unknown tool: find");
            assertThatThrownBy(() -> session.callTool("wiki_hello")).hasMessageContaining("Unknown tool: wiki_hello");

            assertThat(session.listPrompts()).extracting(Prompt::name).containsExactly("wiki_sum");
            assertThat(session.getPrompt("wiki_sum", Map.of("what", "it"))
                            .messages()
                            .get(0)
                            .content()
                            .toString())
                    .contains("Sum up it");
            assertThat(session.complete(PromptReference.of("wiki_sum"), "what", "")
                            .values())
                    .containsExactly("all");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void resourcesAndTemplatesHaveThePrefixInTheirAddresses(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(session.listResources())
                    .extracting(Resource::uri)
                    .containsExactly("docs://wiki/start", "docs://wiki/parts", "urn:isbn:1");
            assertThat(session.listResources().get(0).name()).isEqualTo("wiki_start");
            assertThat(session.listResourceTemplates())
                    .extracting(ResourceTemplate::uriTemplate)
                    .containsExactly("docs://wiki/page/{n}");

            assertThat(session.readResource("docs://wiki/start").contents())
                    .extracting(ResourceContents::uri)
                    .containsExactly("docs://wiki/start");
            assertThat(session.readResource("docs://wiki/parts").contents())
                    .extracting(ResourceContents::uri)
                    .containsExactly("docs://wiki/part/1");
            assertThat(session.readResource("urn:isbn:1").text()).isEqualTo("Book.");
            assertThat(session.readResource("docs://wiki/page/a%2Fb").text()).isEqualTo("Page a/b");
            assertThat(session.complete(ResourceTemplateReference.of("docs://wiki/page/{n}"), "n", "")
                            .values())
                    .containsExactly("n1");
            assertThatThrownBy(() -> session.readResource("docs://start"))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("Resource not found");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void itsHandlersReportLogAndAsk(Era era) throws Exception {
        List<String> steps = new CopyOnWriteArrayList<>();
        BlockingQueue<String> logged = new LinkedBlockingQueue<>();
        try (Client<?> client = client(era)
                        .onElicitation((form, context) -> ElicitResult.accept(new Name("Ann")))
                        .onLog(message -> logged.add(message.data().toJson()))
                        .build();
                ClientSession session = client.connect()) {
            session.setLogLevel(LoggingLevel.DEBUG);
            String answer = session.callTool(
                            "wiki_work",
                            Map.of(),
                            CallOptions.DEFAULT.withProgress(
                                    report -> steps.add(report.message().orElse(""))))
                    .text();

            assertThat(answer).isEqualTo("Ann");
            assertThat(steps).containsExactly("half");
            assertThat(logged.poll(10, TimeUnit.SECONDS)).isEqualTo("\"working\"");
            assertThat(session.callTool("wiki_later").text()).isEqualTo("asked[who]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void whatChangesThereIsToldAndSeenHere(Era era) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        FastMcpServer deep = FastMcpServer.builder("deep").build();
        child.mount("deep", deep);
        try (Client<?> client = client(era)
                        .onListChanged(kind -> heard.add(kind.name()))
                        .onResourceUpdated(heard::add)
                        .build();
                ClientSession session = client.connect()) {
            child.add(ServerTool.of("new", "Is new.", (none, context) -> "new"));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("TOOLS");
            assertThat(session.callTool("wiki_new").text()).isEqualTo("new");

            child.removeTool("new");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("TOOLS");
            assertThatThrownBy(() -> session.callTool("wiki_new")).hasMessageContaining("Unknown tool");

            child.disable("draft");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("PROMPTS");
            assertThat(session.listPrompts()).isEmpty();
            child.enable("draft");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("PROMPTS");

            deep.add(ServerResource.of("docs://x", "x", "X.", "text/plain", (none, context) -> "deep"));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("RESOURCES");
            assertThat(session.readResource("docs://wiki/deep/x").contents())
                    .extracting(ResourceContents::uri)
                    .containsExactly("docs://wiki/deep/x");
            // Last, since for a moment a client may hear twice of what changes after it.
            session.subscribe("docs://wiki/deep/x");
            deep.resourceUpdated("docs://x");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("docs://wiki/deep/x");
        }
    }

    @Test
    void aChangeOfAServerThatIsMountedTwiceIsToldOnce() {
        BlockingQueue<Announcement> told = new LinkedBlockingQueue<>();
        FastMcpServer parent = FastMcpServer.builder("parent").build();
        parent.mount("a", child);
        parent.mount("b", child);
        parent.components().tell(told::add);

        child.add(ServerTool.of("new", "Is new.", (none, context) -> "new"));
        child.resourceUpdated("docs://x");

        assertThat(told)
                .containsExactly(
                        Announcement.ListChanged.TOOLS,
                        new Announcement.ResourceUpdated("docs://a/x"),
                        new Announcement.ResourceUpdated("docs://b/x"));
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void clientsHearOfAMount(Era era) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        FastMcpServer other = FastMcpServer.builder("other")
                .prompt(ServerPrompt.of("p", "Asks.", (arguments, context) -> "Now."))
                .build();
        try (Client<?> client = client(era)
                        .onListChanged(kind -> heard.add(kind.name()))
                        .build();
                ClientSession session = client.connect()) {
            session.ping();
            parent.mount("other", other);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("PROMPTS");
            assertThat(session.listPrompts()).extracting(Prompt::name).containsExactly("wiki_sum", "other_p");
            parent.disable("nothing");
            parent.disable("draft");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("PROMPTS");
            assertThat(session.listPrompts()).extracting(Prompt::name).containsExactly("other_p");
            assertThatThrownBy(() -> session.getPrompt("wiki_sum", Map.of("what", "it")))
                    .hasMessageContaining("Unknown prompt: wiki_sum");
            assertThat(heard).isEmpty();
        }
    }
}
