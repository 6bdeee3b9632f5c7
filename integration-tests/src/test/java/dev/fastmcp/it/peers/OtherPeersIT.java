package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolException;
import dev.fastmcp.transport.stdio.StdioTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers in daily use, and what only one server shows. */
@NeedsPeers
class OtherPeersIT {

    /** The result of the modern server's tool {@code environment}. */
    public record Place(String value, String cwd, long pid) {}

    @Test
    void readsAndWritesFilesThroughTheFilesystemServer(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("note.txt"), "tea at five");
        try (ClientSession session = Client.connect(Peers.filesystem(folder.toRealPath()))) {
            String note = folder.toRealPath().resolve("note.txt").toString();
            assertThat(session.callTool("read_text_file", Map.of("path", note)).text())
                    .contains("tea at five");
            String other = folder.toRealPath().resolve("other.txt").toString();
            session.callTool("write_file", Map.of("path", other, "content", "cake"));
            assertThat(folder.resolve("other.txt")).hasContent("cake");
            assertThatThrownBy(() -> session.callTool("read_text_file", Map.of("path", "/etc/passwd")))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("read_text_file");
        }
    }

    @Test
    void remembersThroughTheMemoryServer(@TempDir Path folder) {
        try (ClientSession session = Client.connect(Peers.memory(folder.resolve("memory.json")))) {
            session.callTool(
                    "create_entities",
                    Map.of(
                            "entities",
                            List.of(Map.of(
                                    "name", "Ada", "entityType", "person", "observations", List.of("likes tea")))));
            assertThat(session.callTool("search_nodes", Map.of("query", "tea")).text())
                    .contains("Ada");
        }
    }

    @Test
    void startsAToolByUvx() {
        try (Client<?> client = Client.builder(Peers.timeByUvx())
                        .connectTimeout(Duration.ofSeconds(60))
                        .probeTimeout(Duration.ofSeconds(30))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.listTools()).extracting(Tool::name).contains("get_current_time");
            assertThat(session.callTool("get_current_time", Map.of("timezone", "UTC"))
                            .text())
                    .contains("UTC");
        }
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void speaksEveryVersionThatIsPinned(ProtocolVersion version) {
        try (Client<?> client =
                        Client.builder(Peers.modern()).protocolVersion(version).build();
                ClientSession session = client.connect()) {
            assertThat(session.server().version()).isEqualTo(version);
            assertThat(session.callTool("echo", Map.of("text", "pinned")).text())
                    .isEqualTo("pinned");
        }
    }

    @Test
    void tellsWhenAPinnedEraIsNotSpoken() {
        try (Client<?> client =
                Client.builder(Peers.fastMcpForNode()).era(Era.MODERN).build()) {
            assertThatThrownBy(client::connect).isInstanceOf(IncompatibleServerException.class);
        }
        try (Client<?> client =
                Client.builder(Peers.modern("--modern-only")).era(Era.LEGACY).build()) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfAny(JsonRpcException.class, IncompatibleServerException.class);
        }
    }

    @Test
    void saysHowAServerEndedAndStartsItAgain() {
        try (Client<?> client = Client.of(Peers.modern());
                ClientSession session = client.connect()) {
            long before = session.callTool("environment", Map.of("name", "X"))
                    .data(Place.class)
                    .pid();
            assertThatThrownBy(() -> session.callTool("crash", Map.of("code", 7)))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("code 7")
                    .hasMessageContaining("crash: leaving with 7");
            assertThat(session.callTool("environment", Map.of("name", "X"))
                            .data(Place.class)
                            .pid())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void keepsTheProcessForTheNextLeaseUnlessToldOtherwise() {
        try (Client<?> client = Client.of(Peers.modern())) {
            assertThat(pidOf(client)).isEqualTo(pidOf(client));
        }
        StdioTransport single = StdioTransport.builder("node")
                .args(Peers.INSTALLED.resolve("npm").resolve("modern.mjs").toString())
                .keepAlive(false)
                .build();
        try (Client<?> client = Client.of(single)) {
            long first = pidOf(client);
            assertThat(ProcessHandle.of(first)).isEmpty();
            assertThat(pidOf(client)).isNotEqualTo(first);
        }
    }

    private static long pidOf(Client<?> client) {
        try (ClientSession session = client.connect()) {
            return session.callTool("environment", Map.of("name", "X"))
                    .data(Place.class)
                    .pid();
        }
    }

    @Test
    void refusesAToolThatWantsInputWhichTheClientDidNotOffer() {
        try (ClientSession session = Client.connect(Peers.modern())) {
            assertThatThrownBy(() -> session.callTool("confirm", Map.of()))
                    .isInstanceOfAny(UnsupportedFeatureException.class, JsonRpcException.class);
            assertThat(session.callTool("echo", Map.of("text", "on")).text()).isEqualTo("on");
        }
    }

    @Test
    void bringsLargeResults() {
        try (ClientSession session = Client.connect(Peers.modern())) {
            assertThat(session.callTool("large", Map.of("size", 5_000_000)).text())
                    .hasSize(5_000_000);
        }
    }

    @Test
    void refusesResultsBeyondTheLimitAndConnectsAgain() {
        try (ClientSession session = Client.connect(Peers.modern())) {
            assertThatThrownBy(() -> session.callTool("large", Map.of("size", 20_000_000)))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.LIMIT_EXCEEDED));
            assertThat(session.callTool("echo", Map.of("text", "again")).text()).isEqualTo("again");
        }
    }
}
