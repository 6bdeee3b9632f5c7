package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolException;
import dev.fastmcp.api.spi.ClientTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every server of ours offers in the same way, whatever it is written with, started by each of the launchers. */
@NeedsPeers
class CommonPeersIT {

    /** The structured result of the servers' tool {@code add}. */
    public record Sum(int sum, List<Integer> operands) {}

    static Stream<Arguments> peers() {
        return Stream.of(
                peer("TypeScript SDK 2.4.0", "stepMillis", Era.MODERN, Peers::modern),
                peer(
                        "TypeScript SDK 2.4.0, modern only",
                        "stepMillis",
                        Era.MODERN,
                        () -> Peers.modern("--modern-only")),
                peer(
                        "TypeScript SDK 2.4.0, legacy only",
                        "stepMillis",
                        Era.LEGACY,
                        () -> Peers.modern("--legacy-only")),
                peer("TypeScript SDK 2.4.0, noisy", "stepMillis", Era.MODERN, () -> Peers.modern("--noise")),
                peer("npm fastmcp", "stepMillis", Era.LEGACY, Peers::fastMcpForNode),
                peer("FastMCP 2 by python", "step_millis", Era.LEGACY, Peers::fastMcp2ByPython),
                peer("FastMCP 2 by fastmcp", "step_millis", Era.LEGACY, Peers::fastMcp2ByFastMcp),
                peer("FastMCP 4 by python", "step_millis", Era.MODERN, Peers::fastMcp4ByPython),
                peer("FastMCP 4 by fastmcp", "step_millis", Era.MODERN, Peers::fastMcp4ByFastMcp),
                peer("FastMCP 4 by uv", "step_millis", Era.MODERN, Peers::fastMcp4ByUv));
    }

    private static Arguments peer(
            String name, String stepArgument, Era era, Supplier<? extends ClientTransport> transport) {
        return Arguments.of(name, stepArgument, era, transport);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("peers")
    void offersToolsResourcesAndPrompts(
            String name, String stepArgument, Era era, Supplier<? extends ClientTransport> transport) {
        try (Client<?> client = client(transport);
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(era);
            assertThat(session.server().instructions()).contains("A server for integration tests.");
            session.ping();
            assertThat(session.listTools()).extracting(Tool::name).contains("echo", "add", "slow", "fail");
            assertThat(session.callTool("echo", Map.of("text", "Grüße 世界 🙂\u2028\"\\"))
                            .text())
                    .isEqualTo("Grüße 世界 🙂\u2028\"\\");
            assertThat(session.callTool("add", Map.of("a", 20, "b", 22)).data(Sum.class))
                    .isEqualTo(new Sum(42, List.of(20, 22)));
            assertThatThrownBy(() -> session.callTool("fail", Map.of("message", "no luck")))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("no luck");
            assertThat(session.readResource("test://static/greeting").contents().toString())
                    .contains("Hello, resource!");
            assertThat(session.listResourceTemplates()).hasSize(1);
            assertThat(session.readResource("test://items/7").contents().toString())
                    .contains("Item 7");
            assertThat(session.getPrompt("greet", Map.of("name", "Ann"))
                            .messages()
                            .toString())
                    .contains("Ann");
            reportsProgressAndHearsCancellation(session, stepArgument);
        }
    }

    private static void reportsProgressAndHearsCancellation(ClientSession session, String stepArgument) {
        List<Double> progress = new ArrayList<>();
        CallOptions listening = CallOptions.DEFAULT.withProgress(each -> progress.add(each.progress()));
        assertThat(session.callTool("slow", Map.of("steps", 3, stepArgument, 10), listening)
                        .text())
                .contains("done after 3 steps");
        assertThat(progress).containsExactly(1.0, 2.0, 3.0);
        CallOptions hurried = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(200));
        assertThatThrownBy(() -> session.callTool("slow", Map.of("steps", 100, stepArgument, 100), hurried))
                .isInstanceOf(RequestTimeoutException.class);
        assertThat(session.callTool("echo", Map.of("text", "still here")).text())
                .isEqualTo("still here");
    }

    /** Python starts slowly on a busy machine. */
    private static Client<?> client(Supplier<? extends ClientTransport> transport) {
        return Client.builder(transport.get())
                .connectTimeout(Duration.ofSeconds(60))
                .probeTimeout(Duration.ofSeconds(30))
                .build();
    }
}
