package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers of the same process beside those of a configuration. */
@Timeout(40)
class InProcessMembersTest {

    private static final McpConfig ONE =
            McpConfig.of(Map.of("mcpServers", Map.of("far", Map.of("url", "http://127.0.0.1:1/far"))));

    private final FastMcpServer configured = server("configured");
    private final FastMcpServer near = server("near");

    private static FastMcpServer server(String name) {
        return FastMcpServer.builder(name)
                .tool(ServerTool.of("who", "Says who it is.", (arguments, context) -> name))
                .tool(ServerTool.of(
                        "era",
                        "Says how it is spoken to.",
                        (arguments, context) -> context.protocolVersion().era().name()))
                .resource(ServerResource.of(
                        "docs://start", name, "A page.", "text/plain", (variables, context) -> "text of " + name))
                .build();
    }

    @AfterEach
    void close() {
        configured.close();
        near.close();
    }

    private McpConfigTransport.Builder transport(McpConfig config) {
        return McpConfigTransport.builder(config).discovery(false).transportFactory(new EntriesLeadTo(configured));
    }

    private static String who(ClientSession session, String tool) {
        return session.callTool(tool, Map.of()).text();
    }

    @Test
    void anEntryAndAServerOfThisProcessAreSeveral() {
        try (McpConfigTransport all = transport(ONE).server("near", near).build();
                ClientSession session = Client.connect(all)) {
            assertThat(session.listTools())
                    .extracting(Tool::name)
                    .containsExactly("far_who", "far_era", "near_who", "near_era");
            assertThat(who(session, "far_who")).isEqualTo("configured");
            assertThat(who(session, "near_who")).isEqualTo("near");
            assertThat(session.listResources())
                    .extracting(Resource::uri)
                    .containsExactly("docs://far/start", "docs://near/start");
            assertThat(session.readResource("docs://near/start").text()).isEqualTo("text of near");
            assertThat(all.endpoint()).isEqualTo("configured servers far, near");
        }
    }

    @Test
    void aConfigurationIsNotNeeded() {
        try (ClientSession session =
                Client.connect(transport(McpConfig.empty()).server("near", near).build())) {
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("who", "era");
        }
        try (ClientSession session = Client.connect(transport(McpConfig.empty())
                .server("a", near)
                .server("b", configured)
                .build())) {
            assertThat(who(session, "a_who")).isEqualTo("near");
            assertThat(who(session, "b_who")).isEqualTo("configured");
        }
    }

    @Test
    void aRuleForNamesHoldsForThemToo() {
        McpConfigTransport.Builder alike =
                transport(ONE).names(ComponentNames.unchanged()).server("near", near);
        try (ClientSession session = Client.connect(alike.build())) {
            assertThatThrownBy(session::listTools).hasMessageContaining("claimed by \"far\"");
        }
    }

    @Test
    void theyGoOnIfAServerOfTheConfigurationIsGone() {
        McpConfigTransport.Builder plain = McpConfigTransport.builder(ONE).discovery(false);
        try (McpConfigTransport all = plain.server("near", near).build();
                ClientSession session = Client.connect(all)) {
            assertThat(all.unavailable()).containsOnlyKeys("far");
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("near_who", "near_era");
        }
        assertThatThrownBy(plain.requireAll()::build)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("Not all servers of the configuration can be used: far");
    }

    @Test
    void closingEndsWhatTheyDoButNotThem() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        near.add(ServerTool.of("hang", "Hangs.", (arguments, context) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return "never";
        }));
        McpConfigTransport all = transport(ONE).server("near", near).build();
        try (Client<?> client = Client.of(all);
                ClientSession session = client.connect()) {
            session.async().callTool("near_hang", Map.of());
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            all.close();
            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        }
        try (ClientSession session = Client.connect(near)) {
            assertThat(who(session, "who")).isEqualTo("near");
        }
    }

    @Test
    void theyAreSpokenToInTheEraThatIsWanted() {
        for (Era era : List.of(Era.LEGACY, Era.MODERN)) {
            McpConfigTransport all =
                    transport(ONE).era(era).server("near", near).build();
            try (Client<?> client = Client.builder(all).era(era).build();
                    ClientSession session = client.connect()) {
                assertThat(who(session, "near_era")).isEqualTo(era.name());
            }
        }
    }

    @Test
    void aNameIsTakenOnce() {
        McpConfigTransport.Builder builder = transport(ONE).server("near", near);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.server("near", near))
                .withMessage("a server \"near\" was added before: choose another name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.server("far", near))
                .withMessage("there is a server \"far\" in the configuration: choose another name, or switch that"
                        + " entry off");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.server(" ", near))
                .withMessage("name is blank: give the server a name, its components begin with it");
    }

    @Test
    void anEntryThatIsSwitchedOffLeavesItsName() {
        McpConfig off = McpConfig.of(
                Map.of("mcpServers", Map.of("far", Map.of("url", "http://127.0.0.1:1/far", "disabled", true))));
        try (ClientSession session =
                Client.connect(transport(off).server("far", near).build())) {
            assertThat(who(session, "who")).isEqualTo("near");
        }
        assertThatThrownBy(transport(off)::build).isInstanceOf(ConfigException.class);
    }
}
