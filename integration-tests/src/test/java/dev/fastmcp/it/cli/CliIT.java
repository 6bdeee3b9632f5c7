package dev.fastmcp.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is packaged, against its demo server and others. Each run starts two JVMs, hence the time allowed. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CliIT {

    private static final String[] HOSTILE = {
        Cli.java(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        HostileServer.class.getName()
    };

    /** Background jobs of a shell, and so this test in some places, are made to ignore interrupts. */
    private static final List<String> HEED_INTERRUPTS = List.of("env", "--default-signal=INT");

    private static String[] words(List<String> own, String... server) {
        List<String> words = new ArrayList<>(own);
        words.add("--");
        words.addAll(List.of(server));
        return words.toArray(String[]::new);
    }

    @Test
    void takesAllServersOfAConfiguration(@TempDir Path folder) throws Exception {
        String config = Configs.withTwoDemoServers(folder).toString();

        Cli.Run listed = Cli.run("list", config);
        Cli.Run called = Cli.run("call", config, "two_add", "a=1", "b=2");

        assertThat(listed.err()).isEmpty();
        assertThat(listed.out()).contains("one_add", "two_add");
        assertThat(called.out()).isEqualToIgnoringNewLines("3");
        assertThat(called.exitCode()).isZero();
    }

    @Test
    void aServerThatCannotBeUsedCostsTheOthersNothing(@TempDir Path folder) throws Exception {
        Path config = Configs.withTwoDemoServers(folder);
        McpConfig.read(config)
                .with("dead", CommandServer.of("no-such-program-anywhere"))
                .write(config);

        Cli.Run listed = Cli.run("list", config.toString());
        Cli.Run called = Cli.run("call", config.toString(), "one_add", "a=1", "b=2");

        assertThat(listed.out()).contains("one_add", "two_add");
        assertThat(listed.err()).contains("\"dead\"", "no-such-program-anywhere");
        assertThat(listed.exitCode()).isZero();
        assertThat(called.out()).isEqualToIgnoringNewLines("3");
        assertThat(called.exitCode()).isZero();
    }

    @Test
    void aServerThatKeepsSilentIsReportedOnce(@TempDir Path folder) throws Exception {
        Path config = Configs.withTwoDemoServers(folder);
        McpConfig.read(config).with("silent", CommandServer.of("sleep", "60")).write(config);

        Cli.Run listed = Cli.run("list", config.toString(), "--tools", "--connect-timeout", "8");

        assertThat(listed.out()).contains("one_add", "two_add");
        assertThat(listed.err())
                .contains("The server \"silent\" of the configuration cannot be used: connecting takes longer than")
                .hasLineCount(1);
    }

    @Test
    void whatBelongsToAServerThatCannotBeUsedIsNoMistakeOfTheUser(@TempDir Path folder) throws Exception {
        Path config = Configs.withTwoDemoServers(folder);
        McpConfig.read(config)
                .with("dead", CommandServer.of("no-such-program-anywhere"))
                .write(config);

        for (List<String> words : List.of(
                List.of("call", config.toString(), "dead_add", "a=1"),
                List.of("prompt", config.toString(), "dead_greet", "name=Bo"),
                List.of("read", config.toString(), "demo://dead/readme"))) {
            Cli.Run run = Cli.run(words.toArray(String[]::new));
            assertThat(run.err())
                    .contains("fastmcp: The server \"dead\" of the configuration cannot be used: ")
                    .contains("no-such-program-anywhere");
            assertThat(run.exitCode()).isEqualTo(3);
        }
        Cli.Run mistaken = Cli.run("call", config.toString(), "deaf_add");
        assertThat(mistaken.err()).contains("The server has no tool \"deaf_add\"");
        assertThat(mistaken.exitCode()).isEqualTo(2);
    }

    @Test
    void anEntryThatIsWrongIsNamedAndDoesNotChangeWhatTheOthersAreCalled(@TempDir Path folder) throws Exception {
        Path config = Configs.withTwoDemoServers(folder);
        String text = Files.readString(config);
        Files.writeString(config, text.replaceFirst("\"two\"\\s*:\\s*\\{\\s*\"command\"", "\"two\": {\"comand\""));

        Cli.Run listed = Cli.run("list", config.toString());

        assertThat(listed.out()).contains("one_add").doesNotContain("two_add");
        assertThat(listed.err()).contains("mcpServers.two", "command");
        assertThat(listed.exitCode()).isZero();
    }

    @Test
    void theEraMayBeChosenForAllServersOfAConfiguration(@TempDir Path folder) throws Exception {
        Path config = Configs.withTwoDemoServers(folder);

        assertThat(Cli.run("info", config.toString(), "--era", "modern").out()).contains("2026-07-28");
        assertThat(Cli.run("call", config.toString(), "one_add", "a=1", "b=2", "--era", "modern")
                        .out())
                .isEqualToIgnoringNewLines("3");
    }

    @Test
    void listsTheDemoServerAndWritesNothingElse() throws Exception {
        var run = Cli.run("list");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("add(a: number, b: number)  - Adds two numbers.")
                .contains("demo://readme")
                .contains("demo://greeting/{name}")
                .contains("greet(name)");
    }

    @Test
    void runsOnTheModulePathAsWell() throws Exception {
        var run = Cli.runAsModule("call", "add", "a=1", "b=2");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().strip()).isEqualTo("3");
    }

    @Test
    void callsAToolWithCoercedValues() throws Exception {
        var run = Cli.run("call", "add", "a=1", "b=2.5", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"sum\": 3.5").contains("\"type\": \"text\"");
    }

    @Test
    void takesArgumentsFromAJsonFile(@TempDir Path folder) throws Exception {
        Path input = Files.writeString(folder.resolve("input.json"), "{\"a\": 40, \"b\": 0}");
        assertThat(Cli.run("call", "add", "b=2", "--input-json", "@" + input)
                        .out()
                        .strip())
                .isEqualTo("42");
        assertThat(Cli.run("call", "add", "--input-json", "[1]")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("must be a JSON object");
        });
    }

    @Test
    void readsPromptsPingsAndInforms() throws Exception {
        assertThat(Cli.run("read", "demo://greeting/Ann").out()).contains("Hello, Ann!");
        assertThat(Cli.run("prompt", "greet", "name=Bo").out()).contains("user: Write a warm greeting for Bo.");
        assertThat(Cli.run("ping", "--json").out()).contains("\"ok\": true");
        assertThat(Cli.run("info").out()).contains("fastmcp-demo 1.0").contains("2026-07-28 (modern era)");
        assertThat(Cli.run("info", "--era", "legacy", "--json").out())
                .contains("\"era\": \"legacy\"")
                .contains("\"protocolVersion\": \"2025-11-25\"");
    }

    @Test
    void showsProgressInPlainLinesWhenNobodyWatches() throws Exception {
        var run = Cli.run("call", "countdown", "from=3", "delayMs=1");
        assertThat(run.out().strip()).isEqualTo("Lift-off!");
        assertThat(run.err()).isEqualToNormalizingNewlines("progress 1/3 2\nprogress 2/3 1\nprogress 3/3 now\n");
    }

    @Test
    void reportsEachKindOfFailureByItsExitCode() throws Exception {
        assertThat(Cli.run("call", "fail", "message=no luck")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("no luck");
            assertThat(run.out()).isEmpty();
        });
        assertThat(Cli.run("call", "ad", "a=1")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("did you mean \"add\"?");
        });
        assertThat(Cli.run("list", "missing.py")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("missing.py");
        });
        assertThat(Cli.run("list", "--", "no-such-program-anywhere")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).contains("no-such-program-anywhere");
        });
        assertThat(Cli.run("read", "demo://nothing", "--json")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.out()).contains("\"type\": \"JsonRpcException\"").contains("\"code\": -32602");
        });
        assertThat(Cli.run("call", "countdown", "from=100", "--timeout", "0.2", "--connect-timeout", "30"))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(3);
                    assertThat(run.err()).contains("tools/call timed out: no answer within 200 ms");
                });
        assertThat(Cli.run("frobnicate").exitCode()).isEqualTo(2);
    }

    @Test
    void theTimeoutIsForConnectingAsWell() throws Exception {
        long begun = System.nanoTime();
        Cli.Run run = Cli.run("list", "--timeout", "1", "--", "sleep", "60");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("initialize timed out: no answer within ", " from sleep 60")
                .contains("Connecting may take 1 s in all; --connect-timeout allows more")
                .hasLineCount(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void helpsWithoutStartingAnything() throws Exception {
        assertThat(Cli.run("--help")).satisfies(run -> {
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("fastmcp call add a=1 b=2");
        });
        assertThat(Cli.run("call", "--help").out()).contains("--input-json");
    }

    @Test
    void helpsWithoutLoadingTheEngine() throws Exception {
        List<String> command = new ArrayList<>(Cli.classPathCommand());
        command.add(1, "-Xlog:class+load");
        for (String[] words :
                List.of(new String[] {"--help"}, new String[] {"bridge", "--help"}, new String[] {"serve", "--help"})) {
            assertThat(Cli.run(command, words).out().lines())
                    .anyMatch(line -> line.contains(" dev.fastmcp.cli.ServerCommand "))
                    .noneMatch(line -> line.contains(" dev.fastmcp.core.") || line.contains(" dev.fastmcp.server."));
        }
    }

    @Test
    void keepsServersFromDrivingTheTerminal() throws Exception {
        for (List<String> words : List.of(
                List.of("list"),
                List.of("list", "--json"),
                List.of("info"),
                List.of("info", "--json"),
                List.of("call", "say"),
                List.of("call", "say", "--json"),
                List.of("call", "say", "--input-json", "{\"x\":\"fail=\"}"),
                List.of("call", "no-such-tool"),
                List.of("ping"),
                List.of("ping", "--json"))) {
            var run = Cli.run(words(words, HOSTILE));
            assertThat(run.out() + run.err())
                    .as(words.toString())
                    .doesNotContain("\u001b", "\u009b", "\u202e", "\u0007");
        }
    }

    @Test
    void showsWhatTheServerWritesOnTheSideInPlainLines() throws Exception {
        assertThat(Cli.run(words(List.of("list"), HOSTILE)).err())
                .startsWith("fastmcp: warning: ")
                .contains("noise on stdout")
                .doesNotContain("noise on stderr")
                .hasLineCount(1);
        assertThat(Cli.run(words(List.of("list", "--verbose"), HOSTILE)).err())
                .contains("fastmcp: debug: ", "noise on stderr \\u009b31m")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\u0007");
    }

    @Test
    void takesTheFirstWordForANameWhenTheServerIsNamedOtherwise() throws Exception {
        var run = Cli.run(words(List.of("call", "x.py"), HOSTILE));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("The server has no tool \"x.py\". \"fastmcp list\" shows all");
    }

    @Test
    void refusesPromptArgumentsThatLookLikeMistakes() throws Exception {
        assertThat(Cli.run("prompt", "gret").err()).contains("no prompt \"gret\"; did you mean \"greet\"?");
        assertThat(Cli.run("prompt", "greet", "nam=Bo").err()).contains("did you mean \"name\"? It is greet(name)");
        assertThat(Cli.run("prompt", "greet")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("Missing name: greet(name)");
        });
    }

    @Test
    void saysWhichServersItCanStart() throws Exception {
        assertThat(Cli.run("list", "weather")).satisfies(run -> {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("\"weather\" is no server that can be started", ".mjs", "behind --");
        });
        assertThat(Cli.run("list", "cursor").err())
                .contains("for a server of cursor write cursor:NAME, fastmcp discover lists them");
    }

    @Test
    void namesTheApplicationsOfAServerThatSeveralHave(@TempDir Path home) throws Exception {
        String notes = "{\"mcpServers\": {\"notes\": {\"command\": \"x\"}}}";
        Files.writeString(home.resolve(".claude.json"), notes);
        for (String settings : List.of(".config", "Library/Application Support", "AppData/Roaming")) {
            Path folder = Files.createDirectories(home.resolve(settings).resolve("Claude"));
            Files.writeString(folder.resolve("claude_desktop_config.json"), notes);
        }

        Cli.Run run = Cli.run(Cli.atHome(home), "list", "claude:notes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("\"notes\" is in several files: name one of claude-desktop:notes, claude-code:notes");
        assertThat(Cli.run(Cli.atHome(home), "list", "claude:other").err()).contains("it has: notes. fastmcp");
    }

    @Test
    void endsTheServerWhenItIsTerminated() throws Exception {
        List<String> command = new ArrayList<>(Cli.classPathCommand());
        command.addAll(List.of("call", "countdown", "from=1000", "delayMs=20"));
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader progress =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            assertThat(progress.readLine()).startsWith("progress 1/1000");
            List<ProcessHandle> children = process.descendants().toList();
            assertThat(children).isNotEmpty();
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            for (ProcessHandle child : children) {
                child.onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void endsTheServerAndSaysNothingMoreWhenItIsInterrupted() throws Exception {
        List<String> command = new ArrayList<>(HEED_INTERRUPTS);
        assumeThat(exitCode(command, "true")).as("env can reset signals").isZero();
        command.addAll(Cli.classPathCommand());
        command.addAll(List.of("call", "countdown", "from=1000", "delayMs=20"));
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader progress =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            assertThat(progress.readLine()).startsWith("progress 1/1000");
            List<ProcessHandle> children = process.descendants().toList();
            assertThat(exitCode(List.of("kill", "-INT"), Long.toString(process.pid())))
                    .isZero();
            assertThat(progress.lines()).allMatch(line -> line.startsWith("progress "));
            assertThat(process.waitFor()).isEqualTo(130);
            for (ProcessHandle child : children) {
                child.onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static int exitCode(List<String> command, String word) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.add(word);
        try {
            return new ProcessBuilder(all).start().waitFor();
        } catch (IOException e) {
            return 127;
        }
    }
}
