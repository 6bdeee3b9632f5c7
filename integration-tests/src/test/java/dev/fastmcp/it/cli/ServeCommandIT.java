package dev.fastmcp.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.model.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code fastmcp serve} as it is packaged, with the demo server as a child process behind it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ServeCommandIT {

    @TempDir
    private Path folder;

    private static Client<?> client(URI uri, Era era) {
        return Client.builder(uri).era(era).build();
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void servesAServerOfStandardInputOverHttp(Era era) throws Exception {
        try (ServedProcess served = ServedProcess.start(Cli.classPathCommand());
                Client<?> client = client(served.uri(), era);
                ClientSession session = client.connect()) {
            assertThat(served.uri().getHost()).isEqualTo("127.0.0.1");
            assertThat(session.server().info().orElseThrow().name()).isEqualTo("fastmcp-demo");
            assertThat(session.callTool("add", Map.of("a", 1, "b", 2.5)).text()).isEqualTo("3.5");
            List<Double> progress = new CopyOnWriteArrayList<>();
            session.callTool(
                    "countdown",
                    Map.of("from", 2, "delayMs", 1),
                    CallOptions.DEFAULT.withProgress(report -> progress.add(report.progress())));
            assertThat(progress).containsExactly(1.0, 2.0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void closesInOrderAndSucceedsWhenItIsTerminated(Era era) throws Exception {
        try (ServedProcess served = ServedProcess.start(Cli.classPathCommand());
                Client<?> client = client(served.uri(), era);
                ClientSession session = client.connect()) {
            session.callTool("echo", Map.of("text", "hello"));
            List<ProcessHandle> children = served.children();
            assertThat(children).isNotEmpty();

            assertThat(served.signal("TERM")).isEqualTo(new Cli.Run(0, "", ""));

            for (ProcessHandle child : children) {
                child.onExit().get(20, TimeUnit.SECONDS);
            }
            assertThatThrownBy(() -> new Socket("127.0.0.1", served.uri().getPort()).close())
                    .isInstanceOf(IOException.class);
        }
    }

    /** Background jobs of a shell, and so this test in some places, are made to ignore interrupts. */
    @Test
    void succeedsWhenItIsInterrupted() throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        assumeThat(new ProcessBuilder(command).start().waitFor())
                .as("env can reset signals")
                .isZero();
        command.addAll(Cli.classPathCommand());
        try (ServedProcess served = ServedProcess.start(command)) {
            assertThat(served.signal("INT")).isEqualTo(new Cli.Run(0, "", ""));
        }
    }

    @Test
    void wantsTheTokenThatItIsGiven() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "SECRET-1\n");
        try (ServedProcess served =
                ServedProcess.start(Cli.classPathCommand(), "--host", "0.0.0.0", "--token-from", "@" + token)) {
            assertIsServed(served, "SECRET-1");
            assertThat(served.signal("TERM")).satisfies(run -> {
                assertThat(run.exitCode()).isZero();
                assertThat(run.err())
                        .contains("allow other names with --allow-host")
                        .doesNotContain("SECRET");
            });
        }
        List<String> command = new ArrayList<>(List.of("env", "MCP_TOKEN=SECRET-2"));
        command.addAll(Cli.classPathCommand());
        try (ServedProcess served = ServedProcess.start(command, "--token-from", "env:MCP_TOKEN")) {
            assertIsServed(served, "SECRET-2");
        }
    }

    private static void assertIsServed(ServedProcess served, String token) {
        for (Client.Builder<?> stranger : List.of(
                Client.builder(served.uri()), Client.builder(served.uri()).auth("SECRET-3"))) {
            try (Client<?> client = stranger.build()) {
                assertThatThrownBy(client::connect)
                        .isInstanceOfSatisfying(
                                HttpStatusException.class,
                                refusal -> assertThat(refusal.status()).isEqualTo(401));
            }
        }
        try (Client<?> client = Client.builder(served.uri()).auth(token).build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("echo", Map.of("text", "hello")).text()).isEqualTo("hello");
        }
    }

    @Test
    void servesWhoCallsItByANameThatIsAllowed() throws Exception {
        try (ServedProcess served = ServedProcess.start(
                Cli.classPathCommand(),
                "--path",
                "/deep/mcp",
                "--allow-host",
                "tools.example",
                "--allow-origin",
                "https://app.example")) {
            assertThat(served.uri().getPath()).isEqualTo("/deep/mcp");
            assertThat(status(served, "Host: tools.example")).isEqualTo(200);
            assertThat(status(served, "Host: evil.example")).isEqualTo(403);
            assertThat(status(served, "Host: localhost\r\nOrigin: https://app.example"))
                    .isEqualTo(200);
            assertThat(status(served, "Host: localhost\r\nOrigin: https://evil.example"))
                    .isEqualTo(403);
        }
    }

    /** What a handshake is answered with: clients set these headers themselves, so this one is a socket. */
    private static int status(ServedProcess served, String headers) throws IOException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"socket\",\"version\":\"1\"}}}";
        try (Socket socket = new Socket("127.0.0.1", served.uri().getPort())) {
            socket.getOutputStream()
                    .write(("POST " + served.uri().getPath() + " HTTP/1.1\r\n" + headers
                                    + "\r\nContent-Type: application/json\r\n"
                                    + "Accept: application/json, text/event-stream\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(line.split(" ")[1]);
        }
    }

    @Test
    void printsAJsonObjectWhereJsonIsWanted() throws Exception {
        List<String> command = new ArrayList<>(Cli.classPathCommand());
        command.addAll(List.of("serve", "--http", "0", "--json"));
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("{");
            assertThat(out.readLine()).matches("  \"url\": \"http://127\\.0\\.0\\.1:[0-9]+/mcp\"");
            assertThat(out.readLine()).isEqualTo("}");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void servesAllServersOfAConfiguration() throws Exception {
        Path config = Configs.withTwoDemoServers(folder);
        try (ServedProcess served = ServedProcess.start(Cli.classPathCommand(), config.toString());
                Client<?> client = client(served.uri(), Era.AUTO);
                ClientSession session = client.connect()) {
            assertThat(session.listTools()).extracting(Tool::name).contains("one_add", "two_add");
            assertThat(session.callTool("two_add", Map.of("a", 1, "b", 2)).text())
                    .isEqualTo("3");
        }
    }

    @Test
    void endsAtOnceWhereThereIsNothingToServe() throws Exception {
        assertThat(Cli.run("serve", "--http", "0", "--", "no-such-program-anywhere"))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(3);
                    assertThat(run.out()).isEmpty();
                    assertThat(run.err()).contains("no-such-program-anywhere");
                });
        try (PlainHttpServer server = PlainHttpServer.refusing(401)) {
            assertThat(Cli.run(Cli.atHome(folder), "serve", server.url(), "--http", "0"))
                    .satisfies(run -> {
                        assertThat(run.exitCode()).isEqualTo(5);
                        assertThat(run.err()).contains("fastmcp auth login " + server.url());
                    });
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Cli.Run run = Cli.run("serve", "--http", Integer.toString(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("Port " + taken.getLocalPort() + " at 127.0.0.1 cannot be had", "--http 0 for one");
        }
    }
}
