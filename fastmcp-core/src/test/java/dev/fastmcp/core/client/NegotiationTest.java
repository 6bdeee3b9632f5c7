package dev.fastmcp.core.client;

import static dev.fastmcp.core.FakeServer.INITIALIZED;
import static dev.fastmcp.core.FakeServer.METHOD_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.core.FakeServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NegotiationTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void asksAModernServerAndTalksToItAtOnce() {
        FakeServer server = FakeServer.modern();
        try (Client<?> client = Client.of(server);
                ClientSession session = client.connect()) {
            assertThat(session.server().version()).isEqualTo(ProtocolVersion.V2026_07_28);
            assertThat(session.server().info())
                    .hasValueSatisfying(info -> assertThat(info.name()).isEqualTo("fake"));
            assertThat(server.methods()).containsExactly("server/discover");
            assertThat(server.lastParams("server/discover"))
                    .extractingByKey("_meta")
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("io.modelcontextprotocol/protocolVersion", "2026-07-28")
                    .containsEntry(
                            "io.modelcontextprotocol/clientCapabilities",
                            Map.of("extensions", Map.of("io.modelcontextprotocol/tasks", Map.of())))
                    .containsKey("io.modelcontextprotocol/clientInfo");
        }
    }

    @Test
    void shakesHandsWithALegacyServerOnTheSameConnection() {
        FakeServer server = FakeServer.legacy();
        try (Client<?> client = Client.of(server);
                ClientSession session = client.connect()) {
            session.ping();
            assertThat(session.server().era()).isEqualTo(Era.LEGACY);
            assertThat(server.pipes()).hasSize(1);
            assertThat(server.methods()).startsWith("server/discover", "initialize", "notifications/initialized");
            assertThat(server.lastParams("initialize"))
                    .containsEntry("protocolVersion", "2025-11-25")
                    .containsEntry("capabilities", Map.of())
                    .containsKey("clientInfo");
        }
    }

    @Test
    void takesSilenceForLegacyAndDropsTheLateAnswer() {
        FakeServer server = FakeServer.legacy().silentOn("server/discover").on("initialize", (message, pipe) -> {
            pipe.send(null, FakeServer.DISCOVERED.replace("$id", "\"fastmcp-probe-1\""));
            pipe.send(message, INITIALIZED);
        });
        try (Client<?> client = Client.builder(server).probeTimeout(SHORT).build();
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(Era.LEGACY);
        }
    }

    @Test
    void remembersThatAskingIsInVain() {
        FakeServer server = FakeServer.legacy().silentOn("server/discover");
        try (Client<?> client = Client.builder(server).probeTimeout(SHORT).build()) {
            client.connect().close();
            client.connect().close();
            assertThat(server.pipes()).hasSize(2);
            assertThat(server.methods()).filteredOn("server/discover"::equals).hasSize(1);
        }
    }

    @Test
    void startsAServerAgainThatExitsWhenAsked() {
        FakeServer server = FakeServer.legacy().on("server/discover", (message, pipe) -> pipe.die());
        try (Client<?> client = Client.of(server);
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(Era.LEGACY);
            assertThat(server.pipes()).hasSize(2);
            session.ping();
        }
    }

    @Test
    void reportsAServerThatExitsEveryTimeWithoutEndlessRestarts() {
        FakeServer server = FakeServer.legacy()
                .on("server/discover", (message, pipe) -> pipe.die())
                .on("initialize", (message, pipe) -> pipe.die());
        try (Client<?> client = Client.of(server)) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("exited with code 3");
            assertThat(server.pipes()).hasSize(2);
        }
    }

    @Test
    void asksOnceMoreInTheVersionTheServerNames() {
        FakeServer server = new FakeServer();
        server.on(
                "server/discover",
                (message, pipe) -> pipe.send(message, server.methods().size() == 1 ? """
                    {"jsonrpc":"2.0","id":$id,"error":{"code":-32022,"message":"no","data":{"supported":["2026-07-28"]}}}\
                    """ : FakeServer.DISCOVERED));
        try (Client<?> client = Client.of(server);
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(Era.MODERN);
            assertThat(server.methods()).hasSize(2);
        }
    }

    @Test
    void endsTheLoopOfAServerThatRefusesWhatItNames() {
        FakeServer server = new FakeServer().answering("server/discover", """
            {"jsonrpc":"2.0","id":$id,"error":{"code":-32022,"message":"no","data":{"supported":["2026-07-28"]}}}\
            """);
        try (Client<?> client = Client.of(server)) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("refused it");
            assertThat(server.methods()).hasSize(2);
        }
    }

    @Test
    void namesBothSidesWhenThereIsNoCommonVersion() {
        FakeServer server = new FakeServer().answering("server/discover", """
            {"jsonrpc":"2.0","id":$id,"result":{"supportedVersions":["2031-01-01"],"capabilities":{}}}\
            """);
        try (Client<?> client = Client.of(server)) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(IncompatibleServerException.class)
                    .hasMessageContaining("2031-01-01")
                    .hasMessageContaining("2026-07-28");
        }
    }

    @Test
    void asksAgainWhenASlowModernServerRefusesTheHandshake() {
        FakeServer server = new FakeServer();
        server.on("server/discover", (message, pipe) -> {
                    if (server.methods().contains("initialize")) {
                        pipe.send(message, FakeServer.DISCOVERED);
                    }
                })
                .answering("initialize", """
                    {"jsonrpc":"2.0","id":$id,"error":{"code":-32022,"message":"no","data":{"supported":["2026-07-28"]}}}\
                    """);
        try (Client<?> client = Client.builder(server).probeTimeout(SHORT).build();
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(Era.MODERN);
        }
    }

    @Test
    void offersAVersionTheServerListsWhenItRefusesTheFirst() {
        FakeServer server = FakeServer.legacy();
        server.on("initialize", (message, pipe) -> {
            boolean first =
                    server.lastParams("initialize").get("protocolVersion").equals("2025-11-25");
            pipe.send(message, first ? """
                {"jsonrpc":"2.0","id":$id,"error":{"code":-32602,"message":"no","data":{"supported":["2024-11-05"]}}}\
                """ : INITIALIZED.replace("2025-11-25", "2024-11-05"));
        });
        try (Client<?> client = Client.of(server);
                ClientSession session = client.connect()) {
            assertThat(session.server().version()).isEqualTo(ProtocolVersion.V2024_11_05);
        }
    }

    @ParameterizedTest
    @EnumSource(value = ProtocolVersion.class, names = "V2026_07_28", mode = EnumSource.Mode.EXCLUDE)
    void acceptsEveryLegacyVersionTheServerCountersWith(ProtocolVersion version) {
        FakeServer server =
                FakeServer.legacy().answering("initialize", INITIALIZED.replace("2025-11-25", version.wireName()));
        try (Client<?> client = Client.of(server);
                ClientSession session = client.connect()) {
            assertThat(session.server().version()).isEqualTo(version);
        }
    }

    @Test
    void disconnectsFromAServerThatCountersWithAnUnknownVersion() {
        FakeServer server =
                FakeServer.legacy().answering("initialize", INITIALIZED.replace("2025-11-25", "1999-01-01\\r\\nX: y"));
        try (Client<?> client = Client.of(server)) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(IncompatibleServerException.class)
                    .hasMessageContaining("1999-01-01")
                    .hasMessageNotContaining("\n");
            assertThat(server.methods()).doesNotContain("notifications/initialized");
            assertThat(server.pipe().isOpen()).isFalse();
        }
    }

    @Test
    void speaksOnlyThePinnedLegacyVersionWithoutAsking() {
        FakeServer server =
                FakeServer.legacy().answering("initialize", INITIALIZED.replace("2025-11-25", "2025-06-18"));
        try (Client<?> client = Client.builder(server)
                        .protocolVersion(ProtocolVersion.V2025_06_18)
                        .build();
                ClientSession session = client.connect()) {
            session.ping();
            assertThat(server.methods()).doesNotContain("server/discover");
            assertThat(server.lastParams("initialize")).containsEntry("protocolVersion", "2025-06-18");
        }
    }

    @Test
    void refusesAnotherVersionThanThePinnedOne() {
        try (Client<?> client = Client.builder(FakeServer.legacy())
                .protocolVersion(ProtocolVersion.V2025_03_26)
                .build()) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(IncompatibleServerException.class)
                    .hasMessageContaining("2025-11-25")
                    .hasMessageContaining("2025-03-26");
        }
    }

    @Test
    void doesNotFallBackWhenTheModernEraIsPinned() {
        FakeServer server = FakeServer.legacy();
        try (Client<?> client = Client.builder(server).era(Era.MODERN).build()) {
            assertThatThrownBy(client::connect).isInstanceOf(IncompatibleServerException.class);
            assertThat(server.methods()).containsExactly("server/discover");
        }
    }

    @Test
    void saysWhyAServerIsIllWhenTheModernEraIsPinned() {
        FakeServer server = new FakeServer().answering("server/discover", """
            {"jsonrpc":"2.0","id":$id,"error":{"code":-32603,"message":"the database is down"}}\
            """);
        try (Client<?> client = Client.builder(server).era(Era.MODERN).build()) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfSatisfying(
                            JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(-32603))
                    .hasMessageContaining("server/discover")
                    .hasMessageContaining("the database is down");
        }
    }

    @Test
    void repeatsWhatAServerHasAgainstTheQuestionWhenTheModernEraIsPinned() {
        FakeServer server = new FakeServer().answering("server/discover", """
            {"jsonrpc":"2.0","id":$id,"error":{"code":-32602,"message":"bad capabilities"}}\
            """);
        try (Client<?> client = Client.builder(server).era(Era.MODERN).build()) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(IncompatibleServerException.class)
                    .hasMessageContaining("No protocol version in common")
                    .hasMessageContaining("bad capabilities");
        }
    }

    @Test
    void doesNotAskChannelsThatAreLegacyOnly() {
        FakeServer server = FakeServer.legacy().withTraits(ChannelTraits.LEGACY_PIPE);
        try (Client<?> client = Client.of(server);
                ClientSession session = client.connect()) {
            session.ping();
            assertThat(server.methods()).doesNotContain("server/discover");
        }
    }

    @Test
    void refusesContradictingPins() {
        assertThatThrownBy(() -> Client.builder(FakeServer.legacy())
                        .era(Era.LEGACY)
                        .protocolVersion(ProtocolVersion.V2026_07_28)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("contradict");
    }

    @Test
    void endsAHandshakeThatTakesTooLong() {
        FakeServer server = FakeServer.legacy().silentOn("initialize");
        try (Client<?> client = Client.builder(server).connectTimeout(SHORT).build()) {
            assertThatThrownBy(client::connect).isInstanceOf(RequestTimeoutException.class);
            assertThat(server.pipe().isOpen()).isFalse();
            assertThat(server.methods()).doesNotContain("notifications/cancelled");
        }
    }

    @Test
    void showsWhyTheServerRefusesTheHandshake() {
        FakeServer server =
                new FakeServer().answering("server/discover", METHOD_NOT_FOUND).answering("initialize", """
                    {"jsonrpc":"2.0","id":$id,"error":{"code":-32000,"message":"license\\u001b[2J expired"}}\
                    """);
        try (Client<?> client = Client.of(server)) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfSatisfying(
                            JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(-32000))
                    .hasMessageContaining("expired")
                    .hasMessageNotContaining("\u001b");
        }
    }
}
