package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.server.McpConfigTransport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client of several servers that are processes of its own, one in each era. */
@Timeout(120)
class ManyProcessesIT {

    private static Map<String, Object> showroom(String era) {
        List<String> command = OwnProcess.command();
        return Map.of("command", command.get(0), "args", command.subList(1, command.size()), "era", era);
    }

    private static McpConfig config(Object... namesAndEntries) {
        Map<String, Object> servers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndEntries.length; i += 2) {
            servers.put((String) namesAndEntries[i], namesAndEntries[i + 1]);
        }
        return McpConfig.of(Map.of("mcpServers", servers));
    }

    private static McpConfig bothEras() {
        return config("old", showroom("legacy"), "new", showroom("modern"));
    }

    private static List<ProcessHandle> showrooms() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().commandLine().orElse("").contains(OwnProcess.class.getName()))
                .toList();
    }

    @Test
    void asksTellsAndStopsInBothEras() {
        List<Object> logged = new CopyOnWriteArrayList<>();
        try (Client<?> client = Client.builder(bothEras())
                        .onElicitation((form, context) -> ElicitResult.accept(Map.of("ok", true)))
                        .onSampling((request, context) -> CreateMessageResult.of("model", "yes"))
                        .roots(List.of(Root.of("file:///somewhere")))
                        .onLog(message -> logged.add(message.data().toJson()))
                        .build();
                ClientSession session = client.connect()) {
            session.setLogLevel(LoggingLevel.WARNING);
            for (String server : List.of("old", "new")) {
                assertThat(session.callTool(server + "_confirm").text()).isEqualTo("accepted: true");
                assertThat(session.callTool(server + "_sample").text()).startsWith("model: ");
                assertThat(session.callTool(server + "_roots").text()).isEqualTo("file:///somewhere");
                logged.clear();
                session.callTool(server + "_log", Map.of("level", "info", "message", "too little"));
                session.callTool(server + "_log", Map.of("level", "error", "message", "much"));
                Eventually.await(
                        "the message of " + server,
                        () -> assertThat(logged).hasSize(1).first().asString().contains("much"));
                List<Double> steps = new CopyOnWriteArrayList<>();
                session.callTool(
                        server + "_slow",
                        Map.of("steps", 3, "stepMillis", 1),
                        CallOptions.DEFAULT.withProgress(progress -> steps.add(progress.progress())));
                assertThat(steps).containsExactly(1.0, 2.0, 3.0);
                assertThatThrownBy(() -> session.callTool(
                                server + "_slow",
                                Map.of("steps", 1000, "stepMillis", 100),
                                CallOptions.DEFAULT.withTimeout(Duration.ofMillis(500))))
                        .isInstanceOf(RequestTimeoutException.class);
                Eventually.await(
                        "the end of the call at " + server,
                        () -> assertThat(session.callTool(server + "_stats").text())
                                .contains("1"));
            }
        }
    }

    @Test
    void aProcessThatWasKilledIsStartedAgainAndToldOfSubscriptions() throws Exception {
        for (String era : List.of("legacy", "modern")) {
            List<String> updated = new CopyOnWriteArrayList<>();
            try (Client<?> client = Client.builder(config("a", showroom(era), "b", showroom("legacy")))
                            .onResourceUpdated(updated::add)
                            .build();
                    ClientSession session = client.connect()) {
                session.subscribe("test://a/static/greeting");
                assertThat(session.callTool("a_touch").text()).isEqualTo("touched");
                Eventually.await("the first update", () -> assertThat(updated).contains("test://a/static/greeting"));

                for (ProcessHandle process : showrooms()) {
                    process.destroyForcibly();
                    process.onExit().get();
                }
                for (String echo : List.of("a_echo", "b_echo")) {
                    // A call that is made before the end of the process is noticed fails with it.
                    Eventually.await(
                            "a new process",
                            () -> assertThatCode(() -> session.callTool(echo, Map.of("text", "again")))
                                    .doesNotThrowAnyException());
                    assertThat(session.callTool(echo, Map.of("text", "again")).text())
                            .isEqualTo("again");
                }
                updated.clear();
                session.callTool("a_touch");
                Eventually.await("the next update", () -> assertThat(updated).contains("test://a/static/greeting"));

                assertThat(showrooms()).hasSize(2);
            }
            Eventually.await(
                    "the end of all processes", () -> assertThat(showrooms()).isEmpty());
        }
    }

    @Test
    void closingEndsAllProcessesOfAllClients() {
        McpConfigTransport transport = McpConfigTransport.of(bothEras());
        Client<?> one = Client.of(transport);
        Client<?> two = Client.of(transport);
        ClientSession first = one.connect();
        ClientSession second = two.connect();
        assertThat(first.callTool("old_echo", Map.of("text", "1")).text()).isEqualTo("1");
        assertThat(second.callTool("new_echo", Map.of("text", "2")).text()).isEqualTo("2");
        one.close();
        assertThat(second.callTool("old_echo", Map.of("text", "3")).text()).isEqualTo("3");
        two.close();
        transport.close();
        Eventually.await(
                "the end of all processes", () -> assertThat(showrooms()).isEmpty());
    }

    @Test
    void wrongEntriesFailAloneAndChangeNoNames() {
        McpConfig config = config(
                "good", showroom("legacy"),
                "number", Map.of("command", 5),
                "text", "node server.js",
                "missing", Map.of("url", "https://localhost/mcp", "transport", "no-such-transport"),
                "unset", Map.of("command", "${NO_SUCH_VARIABLE_OF_THIS_TEST}"),
                "off", Map.of("command", 5, "disabled", true));
        McpConfigTransport transport = McpConfigTransport.of(config);
        try (Client<?> client = Client.of(transport);
                ClientSession session = client.connect()) {
            assertThat(session.callTool("good_echo", Map.of("text", "hi")).text())
                    .isEqualTo("hi");
            assertThat(transport.unavailable().keySet()).containsExactly("missing", "unset", "number", "text");
            assertThat(transport.unavailable().get("number")).hasMessageContaining("mcpServers.number.command");
        }
        McpConfig oneGood = config("good", showroom("legacy"), "number", Map.of("command", 5));
        try (ClientSession session = Client.connect(oneGood)) {
            assertThat(session.callTool("good_echo", Map.of("text", "hi")).text())
                    .isEqualTo("hi");
        }
    }
}
