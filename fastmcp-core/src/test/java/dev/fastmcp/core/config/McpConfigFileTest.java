package dev.fastmcp.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpConfigFile;
import dev.fastmcp.api.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpConfigFileTest {

    private static final String JSONC = """
        // head
        {
            "servers": { /* all */
                "one": {"command":   "x"}, // first, of course
                "two": {"command": "y"} // last
            },
            "other":[1,2 , 3]
        }
        """;

    @TempDir
    Path folder;

    private String put(String before, String name) throws IOException {
        Path file = Files.writeString(folder.resolve("mcp.json"), before);
        McpConfigFile.of(file).put(name, CommandServer.of("new"));
        assertThat(McpConfigFile.of(file).read().server(name)).isEqualTo(CommandServer.of("new"));
        return Files.readString(file);
    }

    private String remove(String before, String name) throws IOException {
        Path file = Files.writeString(folder.resolve("mcp.json"), before);
        assertThat(McpConfigFile.of(file).remove(name)).isTrue();
        assertThat(McpConfigFile.of(file).read().servers()).doesNotContainKey(name);
        return Files.readString(file);
    }

    @Test
    void anAddedServerLeavesAllElseToTheLetter() throws IOException {
        assertThat(put(JSONC, "three")).isEqualTo(JSONC.replace("{\"command\": \"y\"} // last\n", """
            {"command": "y"}, // last
                    "three": {
                      "command": "new"
                    }
            """));
    }

    @Test
    void aReplacedServerStaysInItsPlace() throws IOException {
        assertThat(put(JSONC, "one"))
                .isEqualTo(JSONC.replace("{\"command\":   \"x\"}", "{\n          \"command\": \"new\"\n        }"));
    }

    @Test
    void aRemovedServerLeavesCommentsAndValidText() throws IOException {
        assertThat(remove(JSONC, "one"))
                .isEqualTo(JSONC.replace("\n        \"one\": {\"command\":   \"x\"}, // first", " // first"));
        assertThat(remove(JSONC, "two"))
                .isEqualTo(JSONC.replace(
                        "}, // first, of course\n        \"two\": {\"command\": \"y\"} // last",
                        "} // first, of course // last"));
        assertThat(remove("{\"servers\":{\"a\":{\"url\":\"u\"},\"b\":{\"url\":\"u\"}}}", "a"))
                .isEqualTo("{\"servers\":{\"b\":{\"url\":\"u\"}}}");
        assertThat(remove("{\"servers\":{\"a\":{\"url\":\"u\"}}}", "a")).isEqualTo("{\"servers\":{}}");
    }

    @Test
    void aCommaAtTheEndAndForeignLineEndsAreKept() throws IOException {
        assertThat(put("{\r\n  \"mcpServers\": {\r\n    \"a\": {\"url\": \"u\"},\r\n  },\r\n}\r\n", "b"))
                .isEqualTo("{\r\n  \"mcpServers\": {\r\n    \"a\": {\"url\": \"u\"},\r\n    \"b\": {\r\n"
                        + "      \"command\": \"new\"\r\n    },\r\n  },\r\n}\r\n");
    }

    @Test
    void aFileWithoutServersGetsThem() throws IOException {
        assertThat(put("{\"theme\": \"dark\"}", "a")).startsWith("{\"theme\": \"dark\",");
        assertThat(put("{\"servers\": { // none yet\n}}", "a")).contains("// none yet");
        assertThat(put("  \n", "a")).startsWith("{\n  \"mcpServers\": {\n    \"a\": {");
    }

    @Test
    void aMissingFileIsMadeForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("deep/mcp.json");
        McpConfigFile.of(file).put("a", CommandServer.of("x"));
        Assumptions.assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLinkStaysAndItsTargetIsChangedWithItsPermissions() throws IOException {
        Path target = Files.writeString(folder.resolve("target.json"), "{}");
        Assumptions.assumeTrue(Files.getFileStore(target).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), target);
        McpConfigFile.of(link).put("a", CommandServer.of("x"));
        assertThat(link).isSymbolicLink();
        assertThat(target).content().contains("\"a\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aBrokenFileIsLeftAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("mcp.json"), "{\"a\": ");
        assertThatThrownBy(() -> McpConfigFile.of(file).put("a", CommandServer.of("x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + " is left as it is: The configuration is no valid JSON");
        assertThat(file).hasContent("{\"a\": ");
    }

    @Test
    void removingWhatIsNotThereWritesNothing() {
        Path file = folder.resolve("none.json");
        assertThat(McpConfigFile.of(file).remove("a")).isFalse();
        assertThat(file).doesNotExist();
    }
}
