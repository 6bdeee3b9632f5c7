package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.ResourceTemplateReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has a disabled tag is not there for clients, whatever kind of component it is. */
@Timeout(30)
class HiddenComponentsTest {

    private static final ServerTool NEW = ServerTool.of("new", "Is new.", (none, context) -> "new");

    private final FastMcpServer server = FastMcpServer.builder("tagged")
            .tool(ServerTool.of("plain", "Has no tags.", (none, context) -> "plain"))
            .resource(ServerResource.of("docs://plan", "plan", "A plan.", "text/plain", (none, context) -> "secret")
                    .withTags("draft", "plans"))
            .resource(ServerResource.of("docs://readme", "readme", "Read me.", "text/plain", (none, context) -> "text"))
            .resourceTemplate(ServerResourceTemplate.of(
                            "pages://{n}", "page", "A page.", "text/plain", (variables, context) -> variables.get("n"))
                    .withCompletion((argument, typed, others) -> Completion.of(List.of("1")))
                    .withTags("pages"))
            .prompt(ServerPrompt.of("sum", "Asks for a summary.", (arguments, context) -> "Sum up.")
                    .withTags("draft")
                    .withCompletion((argument, typed, others) -> Completion.of(List.of("short"))))
            .build();

    @AfterEach
    void end() {
        server.close();
    }

    private ClientSession connect(Era era) {
        return Client.builder(server).era(era).build().connect();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aHiddenResourceIsNeitherListedNorRead(Era era) {
        try (ClientSession session = connect(era)) {
            server.disable("draft");

            assertThat(session.listResources()).extracting(Resource::uri).containsExactly("docs://readme");
            assertThatThrownBy(() -> session.readResource("docs://plan"))
                    .isInstanceOfSatisfying(
                            JsonRpcException.class,
                            e -> assertThat(e.code()).isEqualTo(era == Era.LEGACY ? -32002 : -32602))
                    .hasMessageContaining("Resource not found");

            server.enable("draft");
            assertThat(session.listResources())
                    .extracting(Resource::uri)
                    .containsExactly("docs://plan", "docs://readme");
            assertThat(session.readResource("docs://plan").text()).isEqualTo("secret");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aHiddenTemplateIsNeitherListedNorReadNorCompleted(Era era) {
        ResourceTemplateReference template = ResourceTemplateReference.of("pages://{n}");
        try (ClientSession session = connect(era)) {
            server.disable("pages");

            assertThat(session.listResourceTemplates()).isEmpty();
            assertThatThrownBy(() -> session.readResource("pages://7")).hasMessageContaining("Resource not found");
            assertThatThrownBy(() -> session.complete(template, "n", ""))
                    .hasMessageContaining("Unknown resource template: pages://{n}");

            server.enable("pages");
            assertThat(session.listResourceTemplates())
                    .extracting(ResourceTemplate::uriTemplate)
                    .containsExactly("pages://{n}");
            assertThat(session.readResource("pages://7").text()).isEqualTo("7");
            assertThat(session.complete(template, "n", "").values()).containsExactly("1");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aHiddenPromptIsNeitherListedNorWrittenNorCompleted(Era era) {
        try (ClientSession session = connect(era)) {
            server.disable("draft");

            assertThat(session.listPrompts()).isEmpty();
            assertThatThrownBy(() -> session.getPrompt("sum")).hasMessageContaining("Unknown prompt: sum");
            assertThatThrownBy(() -> session.complete(PromptReference.of("sum"), "style", ""))
                    .hasMessageContaining("Unknown prompt: sum");

            server.enable("draft");
            assertThat(session.listPrompts()).extracting(Prompt::name).containsExactly("sum");
            assertThat(session.getPrompt("sum").messages()).hasSize(1);
            assertThat(session.complete(PromptReference.of("sum"), "style", "").values())
                    .containsExactly("short");
        }
    }

    @Test
    void whatHasTwoTagsIsHiddenUntilNeitherIsDisabled() {
        try (ClientSession session = connect(Era.AUTO)) {
            server.disable("draft", "plans");
            server.enable("draft");
            assertThat(session.listResources()).extracting(Resource::uri).containsExactly("docs://readme");
            server.enable("plans");
            assertThat(session.listResources()).hasSize(2);
        }
    }

    @Test
    void whatIsAddedLaterIsHiddenToo() {
        try (ClientSession session = connect(Era.AUTO)) {
            server.disable("draft");
            server.add(ServerPrompt.of("new", "Is new.", (arguments, context) -> "New.")
                    .withTags("draft"));

            assertThat(session.listPrompts()).isEmpty();
            assertThatThrownBy(() -> server.add(ServerPrompt.of("new", "Again.", (arguments, context) -> "Again.")))
                    .hasMessageContaining("the server has a prompt new already");
            assertThat(server.removePrompt("new")).isTrue();
            assertThat(server.removePrompt("new")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void clientsHearOfTheListsThatLookOtherwiseAndOfNoOthers(Era era) throws Exception {
        BlockingQueue<ListChangedListener.Kind> heard = new LinkedBlockingQueue<>();
        try (Client<?> client = Client.builder(server)
                        .era(era)
                        .onListChanged(heard::add)
                        .build();
                ClientSession session = client.connect()) {
            session.ping();

            server.disable("pages", "unused");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(ListChangedListener.Kind.RESOURCES);
            server.disable("pages");
            server.enable("unused");
            server.disable("draft");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(ListChangedListener.Kind.RESOURCES);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(ListChangedListener.Kind.PROMPTS);
            // What has come before it must have been told before it.
            server.add(NEW);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(ListChangedListener.Kind.TOOLS);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void clientsSeeTags() {
        Map<String, Object> draft = Map.of("fastmcp", Map.of("tags", List.of("draft")));
        try (ClientSession session = connect(Era.AUTO)) {
            assertThat(session.listResources().get(0).meta())
                    .isEqualTo(Map.of("fastmcp", Map.of("tags", List.of("draft", "plans"))));
            assertThat(session.listResources().get(1).meta()).isEmpty();
            assertThat(session.listResourceTemplates().get(0).meta())
                    .isEqualTo(Map.of("fastmcp", Map.of("tags", List.of("pages"))));
            assertThat(session.listPrompts().get(0).meta()).isEqualTo(draft);
        }
    }

    @Test
    void tagsReplaceThoseThatWereThereAndLeaveTheRestAlone() {
        ServerResource resource = ServerResource.of("docs://a", "a", "A.", "text/plain", (none, context) -> "")
                .withTags("old");
        assertThat(resource.withTags("new", "newer", "new").tags()).containsExactly("new", "newer");
        assertThat(resource.withTags().tags()).isEmpty();
        assertThat(resource.withTags("new").definition().description()).contains("A.");
        assertThat(resource.tags()).containsExactly("old");
    }
}
