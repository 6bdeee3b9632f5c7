package dev.fastmcp.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GooseConfigTest {

    /** As Goose writes it, and as its documentation has it for people. */
    private static final String FILE = """
        GOOSE_PROVIDER: openai
        # what a section says that nobody asked for is not looked at
        providers: &anchors
        - {a: !tag b,
           c: *anchors}
        notes: >-
          extensions:
            fake: {}
        extensions:
          developer:
            enabled: true
            type: builtin
            name: developer
            timeout: 300
            bundled: true
          fetch:
            enabled: true
            type: stdio
            name: fetch
            description: 'Fetches: it''s all "here"'
            cmd: uvx
            args:
            - mcp-server-fetch
            - --user-agent
            - "two words\\n"
            envs: {}
            env_keys:
            - FETCH_TOKEN
            timeout: 300
            bundled: null
            available_tools: []

          git hub:
            name: GitHub
            cmd: npx
            args: [-y, "@modelcontextprotocol/server-github"]   # by hand
            enabled: false
            envs: { "GITHUB_TOKEN": "<YOUR_TOKEN>", LEVEL: 007 }
            type: stdio
          far:
            type: streamable_http
            uri: https://example.com:8443/mcp
            headers:
              Authorization: Bearer ${TOKEN}
            timeout: 60
          old: {type: sse, uri: "http://localhost:8080/sse", enabled: true}
        GOOSE_MODEL: gpt-4o
        """;

    private static McpServerConfig server(String name) {
        McpServerConfig server = GooseConfig.parse(FILE).servers().get(name);
        assertThat(server).isNotNull();
        return server;
    }

    private static List<String> problems(String extensions) {
        return GooseConfig.parse("extensions:\n" + extensions.indent(2)).problems();
    }

    @Test
    void serversAreFoundInTheirOrderAndPartsOfGooseLeftOut() {
        GooseConfig config = GooseConfig.parse(FILE);
        assertThat(config.problems()).isEmpty();
        assertThat(config.servers().keySet()).containsExactly("fetch", "git hub", "far", "old");
    }

    @Test
    void aCommandIsReadWithTheNamesOfItsSecrets() {
        CommandServer fetch = (CommandServer) server("fetch");
        assertThat(fetch.command()).isEqualTo("uvx");
        assertThat(fetch.args()).containsExactly("mcp-server-fetch", "--user-agent", "two words\n");
        assertThat(fetch.env()).isEqualTo(Map.of("FETCH_TOKEN", "${FETCH_TOKEN}"));
        assertThat(fetch.timeout()).contains(Duration.ofSeconds(300));
        assertThat(fetch.description()).contains("Fetches: it's all \"here\"");
        assertThat(fetch.disabled()).isFalse();
    }

    @Test
    void whatPeopleWriteInOneLineIsRead() {
        CommandServer github = (CommandServer) server("git hub");
        assertThat(github.args()).containsExactly("-y", "@modelcontextprotocol/server-github");
        assertThat(github.env()).isEqualTo(Map.of("GITHUB_TOKEN", "<YOUR_TOKEN>", "LEVEL", "007"));
        assertThat(github.disabled()).isTrue();
    }

    @Test
    void addressesAreRead() {
        RemoteServer far = (RemoteServer) server("far");
        assertThat(far.url()).isEqualTo("https://example.com:8443/mcp");
        assertThat(far.transport()).contains("http");
        assertThat(far.headers()).isEqualTo(Map.of("Authorization", "Bearer ${TOKEN}"));
        assertThat(far.timeout()).contains(Duration.ofSeconds(60));
        RemoteServer old = (RemoteServer) server("old");
        assertThat(old.url()).isEqualTo("http://localhost:8080/sse");
        assertThat(old.transport()).contains("sse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nothing\n", "---\nGOOSE_MODEL: x\n", "extensions:\n", "extensions: {}\n", "\uFEFFa: b"})
    void aFileWithoutExtensionsHasNoServers(String text) {
        assertThat(GooseConfig.parse(text).servers()).isEmpty();
        assertThat(GooseConfig.parse(text).problems()).isEmpty();
    }

    @Test
    void anExtensionThatIsNotUnderstoodCostsNoOther() {
        GooseConfig config = GooseConfig.parse("""
            extensions:
              folded:
                type: stdio
                cmd: >-
                  npx
              good: {type: stdio, cmd: x}
              none:
              wrong:
                type: stdio
                cmd: x
                args: [1]
              odd: {type: carrier-pigeon}
              bare: {type: stdio}
              good:
                type: sse
                uri: https://h
            """);
        assertThat(config.servers().keySet()).containsExactly("good");
        assertThat(config.problems())
                .containsExactly(
                        "extensions.folded: line 4: this form of a value is not understood: put it in double quotes",
                        "extensions.none: must be an object, not null",
                        "extensions.wrong.args: must be a list of strings, not a list of other values",
                        "extensions.odd.type: must be \"stdio\", \"streamable_http\" or \"sse\" for a server",
                        "extensions.bare: has neither a \"command\" nor a \"url\": give one of them",
                        "extensions.good: this name is there twice: remove one of them");
    }

    @Test
    void valuesAreNotRepeatedInProblems() {
        assertThat(problems("a:\n  type: stdio\n  cmd: x\n  envs: s3cret"))
                .singleElement()
                .asString()
                .contains("extensions.a.env: must be an object")
                .doesNotContain("s3cret");
        assertThat(problems("a:\n  type: stdio\n  cmd: \"s3cret"))
                .singleElement()
                .asString()
                .startsWith("extensions.a: line 4: a quote is not closed in this line")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  indented: 1",
                "a: 1\n}",
                "- a",
                "just text",
                "a: 1\n---\nb: 2",
                "--- a",
                "%YAML 1.2\n---\na: 1",
                "a: 1\n...",
                "\ta: 1",
                "extensions: 7",
                "extensions: {a: {}",
                "extensions:\nextensions:",
                "{\"extensions\": {}}"
            })
    void aFileThatIsNotUnderstoodIsRefusedWithItsLine(String text) {
        assertThatThrownBy(() -> GooseConfig.parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("line ");
    }

    @Test
    void extensionsAreIndentedAlike() {
        assertThat(GooseConfig.parse("extensions:\n    a: {type: builtin}\n  b: {type: stdio, cmd: x}\n")
                        .problems())
                .containsExactly("extensions.b: line 3: indented differently from line 2");
        assertThat(GooseConfig.parse("extensions:\n- type: stdio\n").problems()).hasSize(1);
    }
}
