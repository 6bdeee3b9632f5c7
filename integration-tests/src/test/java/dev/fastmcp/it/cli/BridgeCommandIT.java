package dev.fastmcp.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import dev.fastmcp.server.ServerPrompt;
import dev.fastmcp.server.ServerResource;
import dev.fastmcp.server.ServerTool;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code fastmcp bridge} as it is packaged: our client talks to it as to any server that it starts, and the server behind it is in this process. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BridgeCommandIT {

    record Booking(String seat) {}

    @TempDir
    private Path folder;

    private final List<String> tenants = new CopyOnWriteArrayList<>();
    private final FastMcpServer server = FastMcpServer.builder("behind")
            .instructions("Ask for a seat.")
            .tool(ServerTool.of("book", "Asks for a seat.", (none, context) -> {
                context.progress(1, 2);
                context.headers().getOrDefault("x-tenant", List.of()).forEach(tenants::add);
                return context.elicit("Which seat?", Booking.class)
                        .map(Booking::seat)
                        .orElse("none");
            }))
            .tool(ServerTool.of("echo", "Says hello.", (none, context) -> "hello"))
            .resource(ServerResource.of("own://news", "news", "News.", "text/plain", (none, context) -> "none yet"))
            .prompt(ServerPrompt.of("greet", "Greets.", (none, context) -> "Say hello."))
            .build();
    private HttpServing serving;

    @BeforeEach
    void serve() throws IOException {
        serving = HttpServing.builder(server).start();
    }

    @AfterEach
    void end() {
        serving.close();
        server.close();
    }

    private static List<String> bridge(String... words) throws IOException {
        List<String> command = new ArrayList<>(Cli.classPathCommand());
        command.add("bridge");
        command.addAll(List.of(words));
        return command;
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void passesOnWhatAServerOverHttpOffersAndAsks(Era era) throws Exception {
        List<Double> progress = new CopyOnWriteArrayList<>();
        try (Client<?> client = Client.builder(bridge(serving.uri().toString(), "--header", "X-Tenant: acme"))
                        .era(era)
                        .onElicitation((form, context) -> ElicitResult.accept(new Booking("12A")))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(era);
            assertThat(session.server().instructions()).contains("Ask for a seat.");
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("book", "echo");
            assertThat(session.callTool(
                                    "book",
                                    Map.of(),
                                    CallOptions.DEFAULT.withProgress(report -> progress.add(report.progress())))
                            .text())
                    .isEqualTo("12A");
            assertThat(progress).contains(1.0);
            assertThat(tenants).contains("acme").containsOnly("acme");
            assertThat(session.readResource("own://news").text()).isEqualTo("none yet");
            assertThat(session.getPrompt("greet").messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void tellsOfChanges(Era era) throws Exception {
        CountDownLatch changed = new CountDownLatch(1);
        try (Client<?> client = Client.builder(bridge(serving.uri().toString()))
                        .era(era)
                        .onListChanged(change -> changed.countDown())
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.listTools()).hasSize(2);
            server.add(ServerTool.of("new", "Is new.", (none, context) -> "new"));
            assertThat(changed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(session.callTool("new").text()).isEqualTo("new");
        }
    }

    @Test
    void writesNothingButTheProtocolToStandardOutput() throws Exception {
        try (BridgeProcess bridge = BridgeProcess.start(
                Cli.classPathCommand(), serving.uri().toString(), "--verbose", "--json", "--insecure")) {
            assertThat(bridge.answer(BridgeProcess.INITIALIZE).toJson()).contains("\"result\"", "\"behind\"");
            bridge.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
            assertThat(bridge.answer("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{"
                                    + "\"name\":\"echo\"}}")
                            .toJson())
                    .contains("hello");
            bridge.endInput();

            Cli.Run run = bridge.end();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("fastmcp: warning: Certificates are not verified");
        }
    }

    @Test
    void answersWithTheReasonAndEndsWhenTheServerIsDown() throws Exception {
        String url;
        try (ServerSocket free = new ServerSocket(0)) {
            url = "http://127.0.0.1:" + free.getLocalPort() + "/mcp";
        }
        try (BridgeProcess bridge = BridgeProcess.start(Cli.classPathCommand(), url)) {
            assertThat(bridge.answer(BridgeProcess.INITIALIZE).toJson()).contains("\"id\":1", "\"error\"", url);
            bridge.endInput();
            assertThat(bridge.end().exitCode()).isZero();
        }
        try (Client<?> client = Client.of(bridge(url))) {
            assertThatThrownBy(client::connect).isInstanceOf(McpException.class).hasMessageContaining(url);
        }
    }

    @Test
    void connectsAgainWhenTheServerIsBack() throws Exception {
        int port = serving.uri().getPort();
        try (Client<?> client = Client.of(bridge(serving.uri().toString()));
                ClientSession session = client.connect()) {
            assertThat(session.callTool("echo").text()).isEqualTo("hello");
            serving.close();
            assertThatThrownBy(() -> session.callTool("echo")).isInstanceOf(McpException.class);
            serving = HttpServing.builder(server).port(port).start();
            assertThat(session.callTool("echo").text()).isEqualTo("hello");
        }
    }

    @Test
    void passesOnAllServersOfAConfiguration() throws Exception {
        Path config = Configs.withTwoDemoServers(folder);
        try (Client<?> client = Client.of(bridge(config.toString()));
                ClientSession session = client.connect()) {
            assertThat(session.listTools()).extracting(Tool::name).contains("one_echo", "two_echo");
            assertThat(session.callTool("one_echo", Map.of("text", "hello")).text())
                    .isEqualTo("hello");
        }
        try (Client<?> client = Client.of(bridge(config + ":two"));
                ClientSession session = client.connect()) {
            assertThat(session.listTools()).extracting(Tool::name).contains("echo");
        }
    }

    @Test
    void passesOnAServerThatACommandStarts() throws Exception {
        List<String> command = bridge("--", Cli.java(), "-cp", Cli.jars(), "dev.fastmcp.cli.demo.DemoServer");
        try (Client<?> client = Client.of(command);
                ClientSession session = client.connect()) {
            assertThat(session.callTool("add", Map.of("a", 1, "b", 2)).text()).isEqualTo("3");
        }
    }

    @Test
    void givesUpWhenTheTimeoutSaysSo() throws Exception {
        try (Client<?> client = Client.of(bridge("--timeout", "0.5", "--connect-timeout", "30"));
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("countdown", Map.of("from", 1, "delayMs", 60_000)))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("no answer within 500 ms");
        }
    }

    @Test
    void showsTheTokenThatItIsTold() throws Exception {
        serving.close();
        serving = HttpServing.builder(server).token("SECRET").start();
        Path token = Files.writeString(folder.resolve("token"), "SECRET\n");
        try (Client<?> client = Client.of(bridge(serving.uri().toString(), "--auth", "@" + token));
                ClientSession session = client.connect()) {
            assertThat(session.callTool("echo").text()).isEqualTo("hello");
        }
    }

    @Test
    void saysWhatToDoWhereALoginIsWanted() throws Exception {
        serving.close();
        serving = HttpServing.builder(server).token("SECRET").start();
        String url = serving.uri().toString();
        try (BridgeProcess bridge = BridgeProcess.start(Cli.atHome(folder), url)) {
            assertThat(bridge.answer(BridgeProcess.INITIALIZE).toJson()).contains("\"error\"", "401");
            bridge.endInput();
            assertThat(bridge.end().err()).contains("fastmcp auth login " + url);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
    void endsTheServerWhenItIsTerminated() throws Exception {
        try (BridgeProcess bridge = BridgeProcess.start(Cli.classPathCommand())) {
            assertThat(bridge.answer(BridgeProcess.INITIALIZE).toJson()).contains("fastmcp-demo");
            List<ProcessHandle> children = bridge.children();
            assertThat(children).isNotEmpty();

            bridge.terminate();

            assertThat(bridge.end()).isEqualTo(new Cli.Run(143, "", ""));
            for (ProcessHandle child : children) {
                child.onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void refusesWhatItCannotFollowOnStandardErrorOnly() throws Exception {
        assertThat(Cli.run("bridge", "missing.py", "--json")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("missing.py");
        });
    }
}
