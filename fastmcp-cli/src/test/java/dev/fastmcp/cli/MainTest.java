package dev.fastmcp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                "list --connect-timeout x    | --connect-timeout must be a number of seconds such as 10 or 0.5, or 0",
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
                "bridge a b                  | \"b\" is too much. Usage: fastmcp bridge [SERVER]",
                "bridge a.py -- b            | Several servers are named",
                "bridge a.json b.py --server c.py | \"b.py\" is too much",
                "bridge --bogus              | Unknown option: '--bogus'. Try: fastmcp bridge --help",
                "bridge --headless           | Unknown option: '--headless'",
                "serve                       | Which port? Give --http PORT, or --http 0 for one that is free",
                "serve --http 80x            | --http must be a port from 1 to 65535, or 0 for one that is free, not"
                        + " \"80x\"",
                "serve --http 65536          | not \"65536\"",
                "serve --http -1             | not \"-1\"",
                "serve --http 0 --host a:b   | --host must be an address of this machine, or a name of one, not"
                        + " \"a:b\"",
                "serve --http 0 --host 0.0.0.0 | --host 0.0.0.0 can be reached from the network, by everybody: give a"
                        + " token with --token-from env:NAME or --token-from @FILE, or add --without-token",
                "serve --http 0 --host ::    | can be reached from the network",
                "serve --http 0 --token-from env:NO_SUCH | --token-from names the environment variable NO_SUCH, which",
                "serve --http 0 --token-from @none | --token-from cannot read the file none: NoSuchFileException",
                "serve --http 0 --path mcp   | --path must be such as /mcp, not \"mcp\"",
                "serve --http 0 --path /a?b  | --path must be such as /mcp, not \"/a?b\"",
                "serve --http 0 --allow-host a:1 | --allow-host must be such as example.com, without a port, not"
                        + " \"a:1\"",
                "serve --http 0 --allow-origin app.example | --allow-origin must be such as https://app.example,",
                "serve --http 0 a b          | \"b\" is too much. Usage: fastmcp serve [SERVER] --http PORT",
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
    void takesAllServersOfAConfigurationOrOneByItsName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mcp.json"),
                "{\"mcpServers\":{\"a\":{\"command\":\"no-such-program\"},\"b\":{\"command\":\"nor-this-one\"}}}");
        assertThat(run("list", file.toString())).isNotZero();
        assertThat(err.toString(UTF_8))
                .contains("No server of the configuration can be used: a: ")
                .contains("; b: ");
        assertThat(run("list", file + ":c")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(UTF_8))
                .contains("There is no server \"c\" in the configuration; there are: \"a\", \"b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":a"})
    void refusesChangesOfToolsThatAreNone(String name, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mcp.json"),
                "{\"mcpServers\":{\"a\":{\"command\":\"no-such-program\",\"tools\":\"all\"}}}");
        assertThat(run("list", file + name)).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(UTF_8)).contains("mcpServers.a.tools: must be an object, not ");
    }

    @Test
    void doesNotRepeatATokenThatWasTyped() {
        assertThat(run("serve", "--http", "0", "--token-from", "SECRET")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(UTF_8))
                .contains("--token-from must be env:NAME or @FILE, not the token itself")
                .doesNotContain("SECRET");
    }

    @Test
    void refusesATokenThatCannotBeSent(@TempDir Path folder) throws IOException {
        for (String unfit : List.of("", "two words", "SECRET\u00e9")) {
            Path file = Files.writeString(folder.resolve("token"), unfit);
            assertThat(run("serve", "--http", "0", "--token-from", "@" + file)).isEqualTo(ExitCodes.USAGE);
            assertThat(err.toString(UTF_8))
                    .contains("--token-from leads to no token that could be sent")
                    .doesNotContain("SECRET");
        }
    }

    @Test
    void refusesATokenThatNobodyWouldAskFor(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "SECRET");
        assertThat(run("serve", "--http", "0", "--without-token", "--token-from", "@" + file))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(UTF_8)).contains("--token-from and --without-token contradict each other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--header A:b", "--auth none", "--transport sse", "--insecure", "--timeout 1"})
    void refusesOptionsForOneServerWhereAllOfAConfigurationAreMeant(String option, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(
                folder.resolve("mcp.json"),
                "{\"mcpServers\":{\"a\":{\"command\":\"x\"},\"b\":{\"url\":\"https://h\"}}}");
        String typed = "bridge " + file + " " + option;
        assertThat(run(typed.split(" "))).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString(UTF_8))
                .contains(option.split(" ")[0] + " is for one server, and this configuration has several")
                .hasLineCount(1);
    }

    @Test
    void leavesStandardOutputToTheProtocol() {
        assertThat(run("bridge", "--json", "--bogus")).isEqualTo(ExitCodes.USAGE);
        assertThat(out.size()).isZero();
        assertThat(err.toString(UTF_8)).contains("\"type\": \"UsageException\"", "fastmcp: Unknown option: '--bogus'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version", "version"})
    void tellsItsVersion(String word) {
        assertThat(run(word)).isEqualTo(ExitCodes.OK);
        assertThat(out.toString(UTF_8))
                .startsWith("fastmcp ")
                .contains(", Java ")
                .hasLineCount(1);
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
    @ValueSource(strings = {"list", "call", "read", "prompt", "ping", "info", "bridge", "serve"})
    void showsTheOptionsOfEachCommand(String name) {
        assertThat(run(name, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: fastmcp " + name + " [SERVER]")
                .contains("--server", "--era", "--timeout", "--json", "--quiet", "--verbose", "[-- COMMAND ARGS…]");
    }
}
