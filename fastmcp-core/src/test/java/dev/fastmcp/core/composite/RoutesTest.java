package dev.fastmcp.core.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.core.FakeServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To which of several servers a request goes. */
@Timeout(30)
class RoutesTest {

    private static final Map<String, Object> NO_SECRETS = Map.of("exclude_tags", List.of("secret"));

    private static Client<?> client(Several several) {
        return several.client().era(Era.LEGACY).build();
    }

    private static List<String> requests(FakeServer server) {
        return server.methods().stream()
                .filter(method -> !List.of("server/discover", "initialize", "notifications/initialized")
                        .contains(method))
                .toList();
    }

    @Test
    void aCallIsOneRequestToOneServer() {
        FakeServer a = Several.server("a", "t");
        FakeServer b = Several.server("b", "t");
        try (Client<?> client = client(new Several().with("a", a).with("b", b));
                ClientSession session = client.connect()) {
            assertThat(session.callTool("b_t").text()).isEqualTo("b");
        }
        assertThat(requests(a)).isEmpty();
        assertThat(requests(b)).containsExactly("tools/call");
        assertThat(b.lastParams("tools/call")).containsEntry("name", "t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my server", "a/b", "a.b", "\u00fc\u4e2d\ud83d\ude00", "{x}", "%20", "__"})
    void serversMayBeCalledAnything(String name) {
        FakeServer odd = Several.server("odd", "t")
                .answering("resources/list", Several.resources("docs://r"))
                .answering("resources/read", Several.contents("odd"));
        FakeServer other = Several.server("other", "t");
        try (Client<?> client = client(new Several().with("other", other).with(name, odd));
                ClientSession session = client.connect()) {
            assertThat(session.callTool(name + "_t").text()).isEqualTo("odd");
            String uri = session.listResources().get(0).uri();
            assertThat(session.readResource(uri).text()).isEqualTo("odd");
            assertThat(odd.lastParams("resources/read")).containsEntry("uri", "docs://r");
            assertThat(requests(other)).doesNotContain("tools/call", "resources/read");
        }
    }

    @Test
    void aNameThatFitsTwoGoesToTheOnlyOneThatHasIt() {
        FakeServer a = Several.server("a", "b_t");
        FakeServer ab = Several.server("a_b", "other");
        try (Client<?> client = client(new Several().with("a_b", ab).with("a", a));
                ClientSession session = client.connect()) {
            assertThat(session.callTool("a_b_t").text()).isEqualTo("a");
            assertThat(a.lastParams("tools/call")).containsEntry("name", "b_t");
            assertThat(requests(ab)).doesNotContain("tools/call");
        }
    }

    @Test
    void aNameThatTwoHaveGoesToNeither() {
        FakeServer a = Several.server("a", "b_t");
        FakeServer ab = Several.server("a_b", "t");
        try (Client<?> client = client(new Several().with("a", a).with("a_b", ab));
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("a_b_t"))
                    .hasMessageContaining("\"a\" (there \"b_t\") and \"a_b\" (there \"t\")");
            assertThat(requests(a)).doesNotContain("tools/call");
            assertThat(requests(ab)).doesNotContain("tools/call");
        }
    }

    @Test
    void whatTagsHideCanNeitherBeReadNorSubscribedTo() {
        FakeServer a = FakeServer.legacy()
                .answering(
                        "initialize",
                        FakeServer.INITIALIZED.replace("\"resources\":{}", "\"resources\":{\"subscribe\":true}"))
                .answering("resources/list", Several.resources("docs://open", "docs://secret"))
                .answering("resources/templates/list", Several.templates("docs://{any}", "vault://secret/{id}"))
                .answering("resources/read", Several.contents("read"))
                .answering("resources/subscribe", FakeServer.EMPTY);
        try (Client<?> client = client(new Several().with("a", a, NO_SECRETS).with("b", Several.server("b", "t")));
                ClientSession session = client.connect()) {
            assertThat(session.readResource("docs://a/open").text()).isEqualTo("read");
            assertThat(session.readResource("docs://a/by-template").text()).isEqualTo("read");
            int reads =
                    (int) a.methods().stream().filter("resources/read"::equals).count();
            for (String hidden : List.of("docs://a/secret", "vault://a/secret/1", "other://a/unlisted")) {
                assertThatThrownBy(() -> session.readResource(hidden))
                        .isInstanceOfSatisfying(
                                JsonRpcException.class,
                                e -> assertThat(e.code()).isEqualTo(-32002));
            }
            assertThat(a.methods().stream().filter("resources/read"::equals)).hasSize(reads);
            assertThatThrownBy(() -> session.subscribe("docs://a/secret")).isInstanceOf(JsonRpcException.class);
            assertThat(requests(a)).doesNotContain("resources/subscribe");
            session.subscribe("docs://a/open");
            assertThat(a.lastParams("resources/subscribe")).containsEntry("uri", "docs://open");
        }
    }

    @Test
    void whatTagsHideCannotBePromptedWith() {
        FakeServer a = FakeServer.legacy().answering("prompts/list", Several.prompts("open", "secret"));
        try (Client<?> client = client(new Several().with("a", a, NO_SECRETS).with("b", Several.server("b", "t")));
                ClientSession session = client.connect()) {
            assertThat(session.listPrompts()).hasSize(1);
            assertThatThrownBy(() -> session.getPrompt("a_secret", Map.of()))
                    .hasMessageContaining("Unknown prompt: a_secret");
            assertThat(requests(a)).doesNotContain("prompts/get");
        }
    }

    @Test
    void aResourceWithoutPrefixIsReadWhereItIsListed() {
        FakeServer a = FakeServer.legacy()
                .answering("resources/list", Several.resources("urn:a"))
                .answering("resources/read", Several.contents("a"));
        FakeServer b = FakeServer.legacy()
                .answering("resources/list", Several.resources("urn:b"))
                .answering("resources/read", Several.contents("b"));
        try (Client<?> client = client(new Several().with("a", a).with("b", b));
                ClientSession session = client.connect()) {
            assertThat(session.readResource("urn:b").text()).isEqualTo("b");
            assertThat(requests(a)).doesNotContain("resources/read");
        }
    }

    @Test
    void aResourceOfATemplateIsReadAtTheServerOfTheTemplate() {
        FakeServer a = FakeServer.legacy().answering("resources/read", Several.contents("a"));
        FakeServer b = FakeServer.legacy()
                .answering("resources/templates/list", Several.templates("db://{table}"))
                .answering("resources/read", Several.contents("b"));
        try (Client<?> client = client(new Several().unchanged().with("a", a).with("b", b));
                ClientSession session = client.connect()) {
            assertThat(session.readResource("db://users").text()).isEqualTo("b");
            assertThat(requests(a)).doesNotContain("resources/read");
        }
    }

    @Test
    void anAddressThatAServerHasGivenInAResultIsReadThere() {
        FakeServer a = FakeServer.legacy()
                .answering("resources/list", Several.resources("docs://a", "docs://both", "docs://secret"))
                .answering("resources/read", Several.contents("a"));
        FakeServer b = FakeServer.legacy()
                .answering(
                        "initialize",
                        FakeServer.INITIALIZED.replace("\"resources\":{}", "\"resources\":{\"subscribe\":true}"))
                .answering("resources/list", Several.resources("docs://both"))
                .answering("resources/templates/list", Several.templates("items://{id}"))
                .answering("resources/read", Several.contents("b"));
        try (Client<?> client = client(new Several().with("a", a, NO_SECRETS).with("b", b));
                ClientSession session = client.connect()) {
            assertThat(session.readResource("docs://a").text()).isEqualTo("a");
            assertThat(session.readResource("items://7").text()).isEqualTo("b");
            assertThat(b.lastParams("resources/read")).containsEntry("uri", "items://7");
            assertThatThrownBy(() -> session.readResource("docs://both")).hasMessageContaining("is claimed by");
            for (String nowhere : List.of("docs://secret", "other://x")) {
                assertThatThrownBy(() -> session.readResource(nowhere))
                        .isInstanceOfSatisfying(
                                JsonRpcException.class,
                                e -> assertThat(e.code()).isEqualTo(-32002));
            }
            assertThatThrownBy(() -> session.subscribe("items://7"))
                    .hasMessageContaining("subscribe to \"items://b/7\"");
        }
    }

    @Test
    void aResourceThatTwoTemplatesOrTwoServersHaveIsAnError() {
        FakeServer a = FakeServer.legacy()
                .answering("resources/templates/list", Several.templates("db://{table}"))
                .answering("resources/read", Several.contents("a"));
        FakeServer b = FakeServer.legacy()
                .answering("resources/templates/list", Several.templates("db://{+all}"))
                .answering("resources/read", Several.contents("b"));
        try (Client<?> client = client(new Several().unchanged().with("a", a).with("b", b));
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.readResource("db://users")).hasMessageContaining("is claimed by");
            assertThat(requests(a)).doesNotContain("resources/read");
            assertThatThrownBy(() -> session.readResource("unlisted://x")).hasMessageContaining("is claimed by");
        }
    }

    @Test
    void serversThatCannotBeUsedDoNotKeepOthersFromReading() {
        FakeServer dead =
                FakeServer.legacy().refusing(new TransportException(TransportException.Kind.CONNECT_FAILED, "dead"));
        FakeServer b = FakeServer.legacy().answering("resources/read", Several.contents("b"));
        Several several = new Several()
                .unchanged()
                .without("flawed", new ConfigException("VARIABLE is not set"))
                .with("dead", dead)
                .with("b", b);
        try (Client<?> client = client(several);
                ClientSession session = client.connect()) {
            assertThat(session.readResource("unlisted://x").text()).isEqualTo("b");
        }
    }
}
