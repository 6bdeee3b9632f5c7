package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers of a configuration can be reached in all ways that the client knows. */
class ConfiguredPluginsTest {

    private static final McpConfig TWO = McpConfig.of(Map.of(
            "mcpServers",
            Map.of("a", Map.of("url", "http://127.0.0.1:1/a"), "b", Map.of("url", "http://127.0.0.1:1/b"))));

    private final FastMcpServer server = FastMcpServer.builder("behind")
            .tool(ServerTool.builder("hello")
                    .handler((arguments, context) -> "hello")
                    .build())
            .build();

    @AfterEach
    void close() {
        server.close();
    }

    private static void callBoth(Client<?> client) {
        try (client;
                ClientSession session = client.connect()) {
            assertThat(session.callTool("a_hello", Map.of()).text()).isEqualTo("hello");
            assertThat(session.callTool("b_hello", Map.of()).text()).isEqualTo("hello");
        }
    }

    @Test
    void transportsGivenToTheClientReachItsServers() {
        callBoth(Client.builder(TWO).transportFactory(new EntriesLeadTo(server)).build());
    }

    @Test
    void withoutDiscoveryThereAreNoOthers() {
        callBoth(Client.builder(TWO)
                .discovery(false)
                .transportFactory(new McpConfigTransportFactory())
                .transportFactory(new EntriesLeadTo(server))
                .build());
        Client.Builder<?> none = Client.builder(TWO).discovery(false).transportFactory(new McpConfigTransportFactory());

        assertThatThrownBy(none::build)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("No server of the configuration can be used")
                .hasMessageContaining("asked were, and said no: \"config\"");
    }

    @Test
    void transportsAreLookedForWhereTheClientSays() {
        ClassLoader empty = new ClassLoader(null) {};

        assertThatThrownBy(() -> Client.builder(TWO)
                        .pluginLoader(empty)
                        .transportFactory(new McpConfigTransportFactory())
                        .build())
                .hasMessageContaining("asked were, and said no: \"config\"");
    }

    @Test
    void aTransportForServersTakesThemByHandToo() {
        callBoth(Client.of(McpConfigTransport.builder(TWO)
                .discovery(false)
                .transportFactory(new EntriesLeadTo(server))
                .build()));
        McpConfigTransport.Builder none = McpConfigTransport.builder(TWO).discovery(false);

        assertThatThrownBy(none::build).hasMessageContaining("no transport is installed");
    }

    /** Notes how long connecting may take. */
    private record Noting(ClientTransport to, List<Duration> noted) implements ClientTransport {

        @Override
        public Channel open(ChannelContext context) throws InterruptedException {
            noted.add(context.connectTimeout());
            return to.open(context);
        }

        @Override
        public String endpoint() {
            return to.endpoint();
        }

        @Override
        public void close() {
            to.close();
        }
    }

    @Test
    void connectingToEachMayTakeAsLongAsTheClientSays() {
        List<Duration> noted = new CopyOnWriteArrayList<>();
        callBoth(Client.builder(TWO)
                .transportFactory(new EntriesLeadTo(() -> new Noting(FastMcpTransport.of(server), noted)))
                .connectTimeout(Duration.ofSeconds(90))
                .build());
        callBoth(Client.of(McpConfigTransport.builder(TWO)
                .transportFactory(new EntriesLeadTo(() -> new Noting(FastMcpTransport.of(server), noted)))
                .connectTimeout(Duration.ofSeconds(90))
                .build()));
        assertThat(noted)
                .hasSize(4)
                .allSatisfy(left -> assertThat(left).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90)));
        assertThatThrownBy(() -> McpConfigTransport.builder(TWO).connectTimeout(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("connectTimeout is PT-1S: give a positive duration, or zero for no limit");
    }
}
