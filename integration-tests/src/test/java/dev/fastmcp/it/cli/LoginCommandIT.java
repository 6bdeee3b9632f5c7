package dev.fastmcp.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.it.auth.AuthorizationServer;
import dev.fastmcp.it.auth.NeedsAuthorization;
import dev.fastmcp.it.auth.PlainBrowser;
import dev.fastmcp.it.auth.ProtectedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in with the packaged command, at a real authorization server, as somebody without a browser at hand. */
@NeedsAuthorization
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LoginCommandIT {

    private static final Pattern ADDRESS = Pattern.compile("\\s+(http://\\S+/auth\\?\\S+)");

    @TempDir
    private Path home;

    /** The codes that browsers came back with. */
    private final List<String> codes = new ArrayList<>();

    private Cli.Run run(String... words) throws Exception {
        return Cli.run(Cli.atHome(home), words);
    }

    private static Map<String, Object> lasting() {
        return Map.of("accessTokenSeconds", 600);
    }

    /** Logs in as a person does who pastes the address, after something that is none. */
    private Cli.Run login(String... words) throws Exception {
        List<String> command = new ArrayList<>(Cli.atHome(home));
        command.addAll(List.of(words));
        Path out = Files.createTempFile("fastmcp-out", null);
        Process process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).start();
        StringBuilder shown = new StringBuilder();
        try (BufferedReader err =
                        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
                PrintStream keyboard = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
                PlainBrowser browser = new PlainBrowser()) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                shown.append(line).append('\n');
                Matcher address = ADDRESS.matcher(line);
                if (address.matches()) {
                    keyboard.println("what do you mean?");
                    URI end = browser.follow(URI.create(address.group(1)));
                    codes.add(end.getQuery().replaceFirst(".*\\bcode=([^&]+).*", "$1"));
                    keyboard.println(end);
                }
            }
        }
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        Cli.Run run = new Cli.Run(process.exitValue(), Files.readString(out), shown.toString());
        Files.delete(out);
        return run;
    }

    /** What is kept, in which no run may show anything secret. */
    private List<String> secrets() throws IOException {
        List<String> secrets = new ArrayList<>();
        Pattern secret = Pattern.compile("\"(?:access_token|refresh_token|client_secret)\":\\s*\"([^\"]+)\"");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                secret.matcher(Files.readString(file)).results().forEach(found -> secrets.add(found.group(1)));
            }
        }
        return secrets;
    }

    @Test
    void logsInOnceAndUsesThatUntilItIsForgotten() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(lasting());
                ProtectedServer server = ProtectedServer.start(authorization)) {
            String url = server.url();
            assertThat(run("auth", "status", url)).satisfies(run -> {
                assertThat(run.exitCode()).isEqualTo(5);
                assertThat(run.out().strip()).isEqualTo("Not logged in.");
            });
            assertThat(run("auth", "status", url, "--json")).satisfies(run -> {
                assertThat(run.exitCode()).isEqualTo(5);
                assertThat(run.out().replaceAll("\\s", "")).isEqualTo("{\"loggedIn\":false}");
            });

            Cli.Run login = login("auth", "login", url, "--headless");
            assertThat(login.err()).contains("That is not the address").doesNotContain("fastmcp: ");
            assertThat(login.exitCode()).isZero();
            assertThat(login.out()).contains("Logged in at  " + authorization.issuer());

            Cli.Run status = run("auth", "status", url, "--json");
            assertThat(status.exitCode()).isZero();
            assertThat(status.out())
                    .contains("\"loggedIn\": true")
                    .contains("\"issuer\": \"" + authorization.issuer() + "\"")
                    .contains("\"renewable\": true");

            Cli.Run call = run("call", url, "whoami");
            assertThat(call.err()).isEmpty();
            assertThat(call.out()).contains("\"sub\":\"ann\"");
            Cli.Run list = run("list", url);
            assertThat(list.err()).isEmpty();
            assertThat(list.out()).contains("whoami");
            assertThat(authorization.counts().authorizations()).isEqualTo(1);

            Cli.Run anonymous = run("list", url, "--auth", "none", "--verbose");
            assertThat(anonymous.exitCode()).isEqualTo(5);
            assertThat(anonymous.err()).contains("fastmcp auth login " + url);

            assertThat(codes).hasSize(1);
            List<String> secrets = secrets();
            assertThat(secrets).hasSizeGreaterThan(1);
            secrets.addAll(codes);
            assertThat(secrets).allSatisfy(secret -> {
                for (Cli.Run run : List.of(login, status, call, list, anonymous)) {
                    assertThat(run.out() + run.err()).doesNotContain(secret);
                }
            });

            assertThat(run("auth", "logout", url).out().strip()).isEqualTo("The login is forgotten on this machine.");
            assertThat(run("auth", "logout", url).out().strip()).isEqualTo("Not logged in.");
            assertThat(secrets()).isEmpty();
        }
    }

    @Test
    void bridgesAndServesWithTheLoginThatIsStored() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(lasting());
                ProtectedServer server = ProtectedServer.start(authorization)) {
            login("auth", "login", server.url(), "--headless");
            authorization.resetCounts();
            List<String> bridge = new ArrayList<>(Cli.atHome(home));
            bridge.addAll(List.of("bridge", server.url()));

            try (ClientSession session = Client.connect(bridge)) {
                assertThat(session.callTool("whoami").text()).contains("\"sub\":\"ann\"");
                server.rejectTokensSeen();
                assertThat(session.callTool("whoami").text())
                        .as("with a token that was renewed")
                        .contains("\"sub\":\"ann\"");
            }
            try (ServedProcess served = ServedProcess.start(Cli.atHome(home), server.url());
                    ClientSession session = Client.connect(served.uri())) {
                assertThat(session.callTool("whoami").text()).contains("\"sub\":\"ann\"");
            }
            assertThat(authorization.counts().refreshes()).isEqualTo(1);
            assertThat(authorization.counts().authorizations()).isZero();
        }
    }

    @Test
    void bridgesToAllServersOfAConfigurationWithTheLoginsThatAreStored() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(lasting());
                ProtectedServer server = ProtectedServer.start(authorization);
                PlainHttpServer plain = PlainHttpServer.open()) {
            login("auth", "login", server.url(), "--headless");
            Path config = home.resolve("mcp.json");
            McpConfig.empty()
                    .with("safe", RemoteServer.of(server.url()))
                    .with("plain", RemoteServer.of(plain.url()))
                    .write(config);
            List<String> bridge = new ArrayList<>(Cli.atHome(home));
            bridge.addAll(List.of("bridge", config.toString()));

            try (ClientSession session = Client.connect(bridge)) {
                assertThat(session.callTool("safe_whoami").text()).contains("\"sub\":\"ann\"");
            }
            assertThat(authorization.counts().authorizations()).isEqualTo(1);
            assertThat(plain.credentials()).isEmpty();
        }
    }

    @Test
    void saysOnStandardErrorWhereALoginForABridgeGoesOn() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(lasting());
                ProtectedServer server = ProtectedServer.start(authorization);
                PlainBrowser browser = new PlainBrowser()) {
            List<String> command = new ArrayList<>(List.of("env", "BROWSER=true"));
            command.addAll(Cli.atHome(home));
            try (BridgeProcess bridge = BridgeProcess.start(command, server.url(), "--auth", "oauth")) {
                bridge.send(BridgeProcess.INITIALIZE);
                Matcher address = bridge.awaitComplaint(ADDRESS);
                assertThat(browser.visit(URI.create(address.group(1))).statusCode())
                        .isEqualTo(200);
                assertThat(bridge.next().toJson()).contains("\"result\"");
                bridge.endInput();
                assertThat(bridge.end().exitCode()).isZero();
            }
        }
    }

    @Test
    void logsInWithABrowserWhereTheOptionSaysSo() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(lasting());
                ProtectedServer server = ProtectedServer.start(authorization)) {
            Cli.Run first = callInABrowser(server.url());
            assertThat(first.exitCode()).isZero();
            assertThat(first.out()).contains("\"sub\":\"ann\"");

            assertThat(run("call", server.url(), "whoami", "--auth", "oauth")).satisfies(again -> {
                assertThat(again.out()).contains("\"sub\":\"ann\"");
                assertThat(again.err()).isEmpty();
            });
            assertThat(authorization.counts().authorizations()).isEqualTo(1);
            assertThat(secrets())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(secret -> assertThat(first.out() + first.err()).doesNotContain(secret));
        }
    }

    /** Calls a tool with {@code --auth oauth}, and goes to the address that is printed: the browser that the command opens does nothing. */
    private Cli.Run callInABrowser(String url) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "BROWSER=true"));
        command.addAll(Cli.atHome(home));
        command.addAll(List.of("call", url, "whoami", "--auth", "oauth"));
        Path out = Files.createTempFile("fastmcp-out", null);
        Process process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).start();
        StringBuilder shown = new StringBuilder();
        try (BufferedReader err =
                        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
                PlainBrowser browser = new PlainBrowser()) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                shown.append(line).append('\n');
                Matcher address = ADDRESS.matcher(line);
                if (address.matches()) {
                    assertThat(browser.visit(URI.create(address.group(1))).statusCode())
                            .isEqualTo(200);
                }
            }
        }
        assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        Cli.Run run = new Cli.Run(process.exitValue(), Files.readString(out), shown.toString());
        Files.delete(out);
        return run;
    }

    @Test
    void twoProcessesAtOnceRenewTheLoginOnce() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(lasting());
                ProtectedServer server = ProtectedServer.start(authorization);
                ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
            login("auth", "login", server.url(), "--headless");
            server.rejectTokensSeen();
            authorization.resetCounts();

            List<Future<Cli.Run>> runs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                runs.add(processes.submit(() -> run("call", server.url(), "whoami")));
            }

            for (Future<Cli.Run> run : runs) {
                assertThat(run.get().err()).isEmpty();
                assertThat(run.get().out()).contains("\"sub\":\"ann\"");
            }
            assertThat(authorization.counts().refreshes()).isEqualTo(1);
            assertThat(authorization.counts().tokenErrors()).isZero();
            assertThat(authorization.counts().authorizations()).isZero();
        }
    }

    @Test
    void saysHowToLogInWhereThatIsWanted() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(lasting());
                ProtectedServer server = ProtectedServer.start(authorization)) {
            for (String[] words : List.of(
                    new String[] {"list", server.url()},
                    new String[] {"list", server.url(), "--auth", "none"},
                    new String[] {"list", server.url(), "--auth", "wrong-token"})) {
                Cli.Run run = run(words);
                assertThat(run.exitCode()).isEqualTo(5);
                assertThat(run.err()).contains("fastmcp auth login").doesNotContain("wrong-token");
                assertThat(run.out()).isEmpty();
            }
            assertThat(authorization.counts().authorizations()).isZero();
        }
    }

    @Test
    void takesTokensFromWhereItIsTold() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(lasting());
                ProtectedServer server = ProtectedServer.start(authorization)) {
            login("auth", "login", server.url(), "--headless");
            String token = accessToken();
            run("auth", "logout", server.url());
            Path file = Files.writeString(home.resolve("token.txt"), token + "\n");
            List<String> withVariable = new ArrayList<>(List.of("env", "MCP_TOKEN=" + token));
            withVariable.addAll(Cli.atHome(home));

            assertThat(run("call", server.url(), "whoami", "--auth", "@" + file).out())
                    .contains("ann");
            assertThat(run("call", server.url(), "whoami", "--auth", token).out())
                    .contains("ann");
            assertThat(Cli.run(withVariable, "call", server.url(), "whoami", "--auth", "env:MCP_TOKEN")
                            .out())
                    .contains("ann");
            assertThat(run("list", server.url(), "--auth", "env:NO_SUCH_VARIABLE"))
                    .satisfies(run -> {
                        assertThat(run.exitCode()).isEqualTo(2);
                        assertThat(run.err()).contains("NO_SUCH_VARIABLE, which is not set");
                    });
            assertThat(run("list", server.url(), "--auth", "@" + home.resolve("missing"))
                            .exitCode())
                    .isEqualTo(2);
        }
    }

    private String accessToken() throws IOException {
        Pattern pattern = Pattern.compile("\"access_token\":\\s*\"([^\"]+)\"");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(file -> file.toString().endsWith("_tokens.json"))
                    .toList()) {
                Matcher found = pattern.matcher(Files.readString(file));
                if (found.find()) {
                    return found.group(1);
                }
            }
        }
        throw new AssertionError("no token is kept in " + home);
    }

    @Test
    void refusesWhatCannotBeLoggedInTo() throws Exception {
        for (String[] words : List.of(
                new String[] {"auth"},
                new String[] {"auth", "login"},
                new String[] {"auth", "frobnicate", "https://example.com/mcp"},
                new String[] {"auth", "login", "server.py"},
                new String[] {"list", "--auth", "oauth", "server.py"})) {
            Cli.Run run = run(words);
            assertThat(run.exitCode()).as(String.join(" ", words)).isEqualTo(2);
            assertThat(run.err()).startsWith("fastmcp: ");
        }
    }
}
