package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.LoggingLevel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which era the servers of a configuration are spoken to. */
class ConfiguredEraTest {

    private static final McpConfig TWO = McpConfig.of(Map.of(
            "mcpServers",
            Map.of(
                    "a",
                    Map.of("url", "http://127.0.0.1:1/a"),
                    "old",
                    Map.of("url", "http://127.0.0.1:1/b", "era", "legacy"))));

    record Seat(String seat) {}

    private final FastMcpServer server = FastMcpServer.builder("behind")
            .tool(ServerTool.of(
                    "version",
                    "Says how it is spoken to.",
                    (arguments, context) -> context.protocolVersion().era().name()))
            .tool(ServerTool.of("ask", "Asks for a seat.", (arguments, context) -> {
                context.log(LoggingLevel.WARNING, "asking");
                return context.elicit("Which seat?", Seat.class).map(Seat::seat).orElse("none");
            }))
            .build();

    @AfterEach
    void close() {
        server.close();
    }

    private Client.Builder<?> client() {
        return Client.builder(TWO).transportFactory(new EntriesLeadTo(server));
    }

    private static String spoken(ClientSession session, String server) {
        return session.callTool(server + "_version", Map.of()).text();
    }

    @Test
    void eachServerIsSpokenToInTheEraThatItUnderstands() {
        try (Client<?> client = client().build();
                ClientSession session = client.connect()) {
            assertThat(spoken(session, "a")).isEqualTo("MODERN");
            assertThat(spoken(session, "old")).isEqualTo("LEGACY");
        }
    }

    @Test
    void thatOfTheClientHoldsWhereEntriesSayNothing() {
        try (Client<?> client = client().era(Era.LEGACY).build();
                ClientSession session = client.connect()) {
            assertThat(spoken(session, "a")).isEqualTo("LEGACY");
        }
        try (Client<?> client =
                        client().protocolVersion(ProtocolVersion.V2026_07_28).build();
                ClientSession session = client.connect()) {
            assertThat(session.server().version()).isEqualTo(ProtocolVersion.V2026_07_28);
            assertThat(spoken(session, "a")).isEqualTo("MODERN");
            assertThat(spoken(session, "old")).isEqualTo("LEGACY");
        }
    }

    @Test
    void aClientOfTheModernEraIsAskedAndToldToo() {
        List<String> logged = new CopyOnWriteArrayList<>();
        try (Client<?> client = client().era(Era.MODERN)
                        .onLog(message ->
                                logged.add(String.valueOf(message.data().asObject())))
                        .onElicitation((form, context) -> ElicitResult.accept(new Seat("12A")))
                        .build();
                ClientSession session = client.connect()) {
            session.setLogLevel(LoggingLevel.INFO);
            assertThat(session.listTools()).hasSize(4);
            assertThat(session.callTool("a_ask", Map.of()).text()).isEqualTo("12A");
            assertThat(session.callTool("old_ask", Map.of()).text()).isEqualTo("12A");
        }
        assertThat(logged).containsExactly("asking", "asking");
    }

    @Test
    void aTransportThatIsGivenMustHaveTheSameEra() {
        McpConfigTransport.Builder transport =
                McpConfigTransport.builder(TWO).discovery(false).transportFactory(new EntriesLeadTo(server));
        try (Client<?> client =
                Client.builder(transport.build()).era(Era.MODERN).build()) {
            assertThatThrownBy(client::connect).isInstanceOf(IncompatibleServerException.class);
        }
        try (Client<?> client = Client.builder(transport.era(Era.MODERN).build())
                        .era(Era.MODERN)
                        .build();
                ClientSession session = client.connect()) {
            assertThat(spoken(session, "a")).isEqualTo("MODERN");
        }
    }
}
