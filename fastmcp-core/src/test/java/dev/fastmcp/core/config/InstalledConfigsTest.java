package dev.fastmcp.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.InstalledConfigs;
import dev.fastmcp.api.config.InstalledServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstalledConfigsTest {

    private static final String ONE = "{\"mcpServers\": {\"one\": {\"command\": \"x\"}}}";

    @TempDir
    Path home;

    @TempDir
    Path folder;

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private InstalledConfigs discover() {
        return InstalledConfigs.discover(home, folder, Map.of(), "Linux");
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(discover().servers()).isEmpty();
        assertThat(discover().problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-desktop, Linux, .config/Claude/claude_desktop_config.json",
        "claude-desktop, Mac OS X, Library/Application Support/Claude/claude_desktop_config.json",
        "claude-desktop, Windows 11, AppData/Roaming/Claude/claude_desktop_config.json",
        "cursor, Linux, .cursor/mcp.json",
        "vscode, Linux, .config/Code/User/mcp.json",
        "vscode, Mac OS X, Library/Application Support/Code/User/mcp.json",
        "gemini, Linux, .gemini/settings.json"
    })
    void theUsualPlacesOfAUserAreKnown(String source, String system, String place) throws IOException {
        Path file = write(home.resolve(place), ONE);
        assertThat(InstalledConfigs.discover(home, folder, Map.of(), system).servers())
                .extracting(InstalledServer::source, InstalledServer::file, InstalledServer::name)
                .containsExactly(org.assertj.core.api.Assertions.tuple(source, file, "one"));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-code, .mcp.json",
        "cursor, .cursor/mcp.json",
        "vscode, .vscode/mcp.json",
        "gemini, .gemini/settings.json",
        "project, mcp.json"
    })
    void theUsualPlacesOfAProjectAreKnown(String source, String place) throws IOException {
        write(folder.resolve(place), ONE);
        assertThat(discover().servers()).extracting(InstalledServer::source).containsExactly(source);
    }

    @Test
    void theEnvironmentMovesTheSettings() throws IOException {
        write(folder.resolve("conf/Claude/claude_desktop_config.json"), ONE);
        String moved = folder.resolve("conf").toString();
        assertThat(InstalledConfigs.discover(home, folder, Map.of("XDG_CONFIG_HOME", moved), "Linux")
                        .servers())
                .hasSize(1);
        assertThat(InstalledConfigs.discover(home, folder, Map.of("APPDATA", moved), "Windows 11")
                        .servers())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, .config/goose/config.yaml",
        "Mac OS X, .config/goose/config.yaml",
        "Windows 11, AppData/Roaming/Block/goose/config/config.yaml"
    })
    void theConfigurationOfGooseIsRead(String system, String place) throws IOException {
        Path file = write(home.resolve(place), """
            extensions:
              memory: {type: builtin}
              one: {type: stdio, cmd: x}
              two: {type: stdio, cmd: *x}
            """);
        InstalledConfigs found = InstalledConfigs.discover(home, folder, Map.of(), system);
        assertThat(found.servers())
                .containsExactly(new InstalledServer("goose", file, "one", "extensions.one", CommandServer.of("x")));
        assertThat(found.problems())
                .containsExactly(file + ": extensions.two: line 4: this form of a value is not understood: put it in"
                        + " double quotes");
        write(file, "extensions: 7");
        assertThat(InstalledConfigs.discover(home, folder, Map.of(), system).problems())
                .containsExactly(file + ": line 1: extensions must be an object");
    }

    @Test
    void claudeCodeHasServersOfTheUserAndOfThisProjectOnly() throws IOException {
        String quoted = folder.toString().replace("\\", "\\\\");
        write(home.resolve(".claude.json"), """
            {"history": [1], "mcpServers": {"mine": {"url": "https://h"}}, "projects": {
              "%s": {"mcpServers": {"ours": {"command": "x"}, "bad": {"command": 7}}},
              "/elsewhere": {"mcpServers": {"theirs": {"command": "x"}}}}}
            """.formatted(quoted));
        assertThat(discover().servers()).extracting(InstalledServer::name).containsExactly("mine", "ours");
        assertThat(discover().servers().get(1).path()).startsWith("projects").endsWith("mcpServers.ours");
        assertThat(discover().problems())
                .singleElement()
                .asString()
                .contains("mcpServers.bad.command: must be a string");
    }

    @Test
    void filesThatCannotBeReadAreReportedAndStopNothing() throws IOException {
        Path broken = write(home.resolve(".cursor/mcp.json"), "{");
        Path directory = Files.createDirectories(home.resolve(".gemini/settings.json"));
        write(home.resolve(".claude.json"), "[]");
        write(folder.resolve("mcp.json"), ONE);
        assertThat(discover().servers()).extracting(InstalledServer::source).containsExactly("project");
        assertThat(discover().problems())
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).startsWith(broken + ": The configuration is no valid JSON"))
                .anySatisfy(problem -> assertThat(problem).startsWith(directory + " is no regular file"));
    }
}
