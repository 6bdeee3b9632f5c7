package dev.fastmcp.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.ConfigProblem;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpConfigTest {

    private static final String FULL = """
        {
          // as an editor writes it
          "inputs": [1, 2,],
          "mcpServers": {
            "local": {"command": "npx", "args": ["-y", "x"], "env": {"A": 1, "B": true, "C": "c"}, "cwd": "/w",
              "keep_alive": false, "disabled": true, "custom": {"kept": null}},
            "far": {"httpUrl": "https://h/mcp", "headers": {"X": "y"}, "auth": "oauth", "timeout": 1500,
              "sse_read_timeout": "PT7S", "era": "legacy", "tls": {"ca": "ca.pem", "verify": false},
              "description": "d", "icon": "i", "tools": {"t": {"name": "u"}}, "include_tags": ["a"],
              "exclude_tags": ["b"],},
          },
        }
        """;

    @Test
    void everyFieldOfACommandIsRead() {
        CommandServer server = (CommandServer) McpConfig.parse(FULL).server("local");
        assertThat(server.command()).isEqualTo("npx");
        assertThat(server.args()).containsExactly("-y", "x");
        assertThat(server.env()).containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "true", "C", "c"));
        assertThat(server.cwd()).contains("/w");
        assertThat(server.keepAlive()).contains(false);
        assertThat(server.disabled()).isTrue();
        assertThat(server.json()).containsKey("custom");
    }

    @Test
    void everyFieldOfARemoteServerIsRead() {
        RemoteServer server = (RemoteServer) McpConfig.parse(FULL).server("far");
        assertThat(server.url()).isEqualTo("https://h/mcp");
        assertThat(server.transport()).contains("http");
        assertThat(server.headers()).isEqualTo(Map.of("X", "y"));
        assertThat(server.auth()).contains("oauth");
        assertThat(server.timeout()).contains(Duration.ofMillis(1500));
        assertThat(server.readTimeout()).contains(Duration.ofSeconds(7));
        assertThat(server.era()).contains("legacy");
        assertThat(server.trustedCertificates()).contains("ca.pem");
        assertThat(server.unverifiedTls()).isTrue();
        assertThat(server.description()).contains("d");
        assertThat(server.icon()).contains("i");
        assertThat(server.tools()).containsKey("t");
        assertThat(server.includeTags()).containsExactly("a");
        assertThat(server.excludeTags()).containsExactly("b");
    }

    @Test
    void orderAndUnknownMembersAreKeptAndDisabledServersCanBeLeftOut() {
        McpConfig config = McpConfig.parse(FULL);
        assertThat(config.problems()).isEmpty();
        assertThat(config.servers().keySet()).containsExactly("local", "far");
        assertThat(config.enabledServers().keySet()).containsExactly("far");
        assertThat(config.json().keySet()).containsExactly("inputs", "mcpServers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mcpServers\": {\"a\": {\"command\": \"x\"}}}",
                "{\"servers\": {\"a\": {\"command\": \"x\"}}}",
                "{\"a\": {\"command\": \"x\"}, \"$schema\": \"s\"}",
                "\uFEFF{\"a\": {\"command\": \"x\"}}"
            })
    void threeRootsAreUnderstood(String text) {
        assertThat(McpConfig.parse(text).servers().keySet()).containsExactly("a");
    }

    @Test
    void aBadEntryCostsThatEntryAlone() {
        McpConfig config = McpConfig.parse(
                "{\"mcpServers\":{\"bad\":{\"command\":\"x\",\"args\":[1]},\"good\":{\"url\":\"https://h\"},\"none\":7}}");
        assertThat(config.servers().keySet()).containsExactly("good");
        assertThat(config.problems())
                .containsExactly(
                        new ConfigProblem(
                                "mcpServers.bad.args", "must be a list of strings, not a list of other values", true),
                        new ConfigProblem("mcpServers.none", "must be an object, not this number", true));
        assertThatThrownBy(() -> config.server("bad"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The server cannot be used: mcpServers.bad.args: must be a list of strings, not a list of"
                        + " other values");
        assertThatThrownBy(() -> config.server("goood"))
                .hasMessage("There is no server \"goood\" in the configuration; there are: \"good\"");
    }

    @Test
    void wrongEntriesAreNamedUnlessTheyAreSwitchedOff() {
        McpConfig config = McpConfig.parse("""
            {"mcpServers": {
              "late": {"comand": "x"},
              "off": {"comand": "x", "disabled": true},
              "good": {"command": "x"},
              "la": {"command": 7}
            }}\
            """);

        assertThat(config.invalidServers()).containsOnlyKeys("late", "la");
        assertThat(config.invalidServers().get("late")).hasMessageContaining("mcpServers.late: has neither a");
        assertThat(config.invalidServers().get("la"))
                .hasMessageContaining("mcpServers.la.command")
                .hasMessageNotContaining("late");
    }

    @Test
    void aMisspeltMemberIsAWarningWithTheNearestName() {
        McpConfig config = McpConfig.parse(
                "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"agrs\":[],\"Headers\":{},\"autoApprove\":[]}}}");
        assertThat(config.servers()).containsKey("a");
        assertThat(config.problems())
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "mcpServers.a.agrs: unknown, and ignored; did you mean \"args\"?",
                        "mcpServers.a.Headers: unknown, and ignored; did you mean \"headers\"?");
    }

    @Test
    void aMisspeltCommandIsNamedInTheError() {
        assertThatThrownBy(() -> McpConfig.parse("{\"mcpServers\":{\"a\":{\"comand\":\"x\",\"args\":[]}}}"))
                .hasMessage("No server of the configuration can be used: mcpServers.a: has neither a \"command\" nor"
                        + " a \"url\": give one of them, instead of \"comand\"");
    }

    @Test
    void aMisspeltRootIsAnErrorSinceNothingUsableIsLeft() {
        assertThatThrownBy(() -> McpConfig.parse("{\"mcpServer\":{\"a\":{\"command\":\"x\"}}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("No server of the configuration can be used: mcpServer: holds servers, but is unknown; did"
                        + " you mean \"mcpServers\"?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"mcpServers": []}                                  | mcpServers: must be an object of servers by name, not a list
        {"mcpServers": {"a": {}}}                           | mcpServers.a: has neither
        {"mcpServers": {"a": {"command": " "}}}             | is blank
        {"mcpServers": {"a": {"command": "x", "env": [1]}}} | mcpServers.a.env: must be an object of strings
        {"mcpServers": {"a": {"url": "x", "timeout": "5"}}} | mcpServers.a.timeout: must be a positive number
        {"mcpServers": {"a": {"url": "x", "era": "new"}}}   | mcpServers.a.era: must be
        {"mcpServers": {"a": {"url": "x", "tls": {"k":1}}}} | mcpServers.a.tls.k: is no option of TLS
        {"a": 1, "a": 2}                                    | a is there twice
        {"mcpServers": {"a": {}, "a": {}}}                  | mcpServers.a is there twice
        {"mcpServers": {"a": {}, "\\u0061": {}}}            | mcpServers.a is there twice
        {"a": 1 "b": 2}                                     | line 1, column 9, a comma
        {"a": }                                             | line 1, column 7, a value is missing
        {"a": tru}                                          | no valid JSON
        {"a": 1} x                                          | more text after the end
        {"a                                                 | line 1, column 4, the text ends too early
        {"a": 1 /* b }                                      | a comment does not end
        {,}                                                 | a name in double quotes
        [1]                                                 | no JSON object
        7                                                   | no JSON object
        """)
    void hostileTextIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> McpConfig.parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "\"\\", "/", "//", "/*", "\uFEFF", "{\"a\":\"\\"})
    void truncatedTextIsRefused(String text) {
        assertThatThrownBy(() -> McpConfig.parse(text)).isInstanceOf(ConfigException.class);
    }

    @Test
    void depthAndSizeHaveLimits() {
        assertThatThrownBy(() -> McpConfig.parse("[".repeat(1_000_000)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nested more than 64 levels deep");
        assertThatThrownBy(() -> McpConfig.parse(" ".repeat(16 * 1024 * 1024 + 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("longer than 16 MiB");
        Map<String, Object> endless = new HashMap<>();
        endless.put("self", endless);
        assertThatThrownBy(() -> McpConfig.of(endless)).isInstanceOf(ConfigException.class);
    }

    @Test
    void valuesThatMayBeSecretAreNeverShown() {
        McpServerConfig command = CommandServer.of("npx", "--key=s3cret").with("env", Map.of("KEY", "s3cret"));
        McpServerConfig remote = RemoteServer.of("https://u:s3cret@h/mcp?k=s3cret")
                .with("headers", Map.of("X-Key", "s3cret"))
                .with("auth", "s3cret");
        assertThat(command).hasToString("CommandServer[command=npx, args=1, env=[KEY]]");
        assertThat(remote).hasToString("RemoteServer[url=https://h/mcp, headers=[X-Key]]");
        assertThatThrownBy(() -> McpConfig.parse("{\"mcpServers\":{\"a\":{\"command\":\"x\",\"env\":\"s3cret\"}}}"))
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> McpConfig.parse("{\"a\": s3cret}")).hasMessageNotContaining("s3cret");
    }

    @Test
    void variablesAreExpandedInOnePassAndOnlyWhenAsked() {
        McpServerConfig written = CommandServer.of("${BIN:-npx}", "${env:ARG}", "$(id)", "${EMPTY:-d}", "${x%y}")
                .with("env", Map.of("K", "a${K}b"));
        CommandServer used =
                (CommandServer) written.expanded("mcpServers.a", Map.of("ARG", "${BIN:-no}", "EMPTY", "", "K", "\\$1"));
        assertThat(used.command()).isEqualTo("npx");
        assertThat(used.args()).containsExactly("${BIN:-no}", "$(id)", "d", "${x%y}");
        assertThat(used.env()).containsEntry("K", "a\\$1b");
        assertThat(((CommandServer) written).command()).isEqualTo("${BIN:-npx}");
    }

    @Test
    void aMissingVariableIsNamedWithItsPlace() {
        RemoteServer server = RemoteServer.of("https://h").with("headers", Map.of("X-Key", "${TOKEN}"));
        assertThatThrownBy(() -> server.expanded("mcpServers.a", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("mcpServers.a.headers.X-Key: the environment variable TOKEN is not set: set it, or give a"
                        + " default as in ${TOKEN:-default}");
        assertThatThrownBy(() -> server.with("auth", "${input:key}").expanded("a", Map.of("TOKEN", "t")))
                .hasMessage("a.auth: only the application that wrote this file can ask for the input \"key\": write"
                        + " ${VARIABLE} here, and set that variable");
    }

    @Test
    void theFingerprintIgnoresOrderAndSeesEveryValue() {
        assertThat(CommandServer.of("x").with("a", 1).with("b", 2).fingerprint())
                .isEqualTo(CommandServer.of("x").with("b", 2).with("a", 1).fingerprint())
                .isNotEqualTo(CommandServer.of("x").with("b", 2).with("a", "1").fingerprint());
        assertThat(CommandServer.of("x", "a", "b").fingerprint())
                .isNotEqualTo(CommandServer.of("x", "a b").fingerprint());
    }

    @Test
    void whatIsWrittenCanBeReadAndKeepsPlaceholders(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/mcp.json");
        McpConfig config = McpConfig.empty()
                .with("a", CommandServer.of("x", "${A}").with("unknown", 1))
                .with("b", RemoteServer.of("https://h"))
                .without("b");
        config.write(file);
        assertThat(McpConfig.read(file)).isEqualTo(config);
        assertThat(Files.readString(file)).isEqualTo("""
            {
              "mcpServers": {
                "a": {
                  "command": "x",
                  "args": [
                    "${A}"
                  ],
                  "unknown": 1
                }
              }
            }
            """);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void filesThatCannotBeReadSaySo(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> McpConfig.read(folder.resolve("none.json")))
                .hasMessage(
                        "There is no file " + folder.resolve("none.json") + ": give the path of a configuration file");
        assertThatThrownBy(() -> McpConfig.read(folder)).hasMessageContaining("is no regular file");
        Path latin = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xE9, '"'});
        assertThatThrownBy(() -> McpConfig.read(latin)).hasMessageContaining("is not in UTF-8");
    }
}
