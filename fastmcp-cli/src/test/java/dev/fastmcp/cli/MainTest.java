package dev.fastmcp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said before any server is started. */
class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lst                         | There is no command \"lst\"; did you mean \"list\"? Commands: list,",
                "server.py                   | write a command before it, such as fastmcp list server.py",
                "list --bogus                | Unknown option: '--bogus'. Try: fastmcp list --help",
                "list a b                    | \"b\" is too much. Usage: fastmcp list [SERVER]",
                "list --                     | After -- comes the command that starts the server",
                "list --era old              | --era must be auto, legacy or modern, not \"old\"",
                "list --timeout soon         | --timeout must be a number of seconds such as 10 or 0.5, or 0 for no"
                        + " limit",
                "list --timeout -1           | not \"-1\"",
                "list --timeout NaN          | not \"NaN\"",
                "list a.py --server b.py     | Several servers are named",
                "list a.py -- b              | Several servers are named",
                "call                        | Usage: fastmcp call [SERVER] TOOL [NAME=VALUE…]",
                "call server.py              | Usage: fastmcp call [SERVER] TOOL [NAME=VALUE…]",
                "read                        | Usage: fastmcp read [SERVER] URI",
                "read server.py              | Usage: fastmcp read [SERVER] URI",
                "read server.py demo://a x   | \"x\" is too much",
                "prompt                      | Usage: fastmcp prompt [SERVER] NAME [NAME=VALUE…]",
                "prompt greet Ann            | \"Ann\" is no argument: write name=value",
                "call add --input-json @none | --input-json cannot be read: java.nio.file.NoSuchFileException: none",
            })
    void refusesACommandLineThatCannotBeFollowedInOneLine(String words, String message) {
        assertThat(run(words.split(" "))).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("fastmcp: ")
                .contains(message)
                .hasLineCount(1);
        assertThat(out.size()).isZero();
    }

    @Test
    void asksWhichServerOfAConfiguration(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mcp.json"),
                "{\"mcpServers\":{\"a\":{\"command\":\"x\"},\"b\":{\"url\":\"https://h\"}}}");
        assertThat(run("list", file.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(UTF_8)).contains("has several servers: name one of " + file + ":a, " + file + ":b");
        assertThat(run("list", file + ":c")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(UTF_8))
                .contains("There is no server \"c\" in the configuration; there are: \"a\", \"b\"");
    }

    @Test
    void asksForACommand() {
        assertThat(run()).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("list, call, read, prompt, ping, info");
    }

    @Test
    void reportsRefusalsAsJsonWhereJsonIsWanted() {
        assertThat(run("list", "--json", "--bogus")).isEqualTo(ExitCodes.USAGE);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
            {
              "error": {
                "type": "UsageException",
                "message": "Unknown option: '--bogus'. Try: fastmcp list --help",
                "exitCode": 2
              }
            }
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void showsAllCommands(String word) {
        assertThat(run(word)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(Commands.NAMES)
                .contains("fastmcp call add a=1 b=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "call", "read", "prompt", "ping", "info"})
    void showsTheOptionsOfEachCommand(String name) {
        assertThat(run(name, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: fastmcp " + name + " [SERVER]")
                .contains("--server", "--era", "--timeout", "--json", "--quiet", "--verbose", "[-- COMMAND ARGS…]");
    }
}
