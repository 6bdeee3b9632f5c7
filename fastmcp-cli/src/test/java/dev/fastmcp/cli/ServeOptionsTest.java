package dev.fastmcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeOptionsTest {

    private static ServeOptions of(String... words) {
        List<String> all = new ArrayList<>(List.of("--http", "0"));
        all.addAll(List.of(words));
        return ServeOptions.of(
                new Invocation(new ServeCommand().parser().parseArgs(all.toArray(String[]::new)), List.of()));
    }

    @Test
    void hearsThisMachineOnlyUnlessToldOtherwise() {
        ServeOptions usual = of();

        assertThat(usual.host().isLoopbackAddress()).isTrue();
        assertThat(usual.path()).isEqualTo("/mcp");
        assertThat(usual.token()).isEmpty();
        assertThat(usual.hosts()).isEmpty();
        assertThat(usual.origins()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:80/mcp",
        "localhost, http://127.0.0.1:80/mcp",
        "::1, http://[::1]:80/mcp",
        "0.0.0.0, http://127.0.0.1:80/mcp",
        "::, http://[::1]:80/mcp",
        "192.0.2.7, http://192.0.2.7:80/mcp",
        "2001:db8::7, http://[2001:db8:0:0:0:0:0:7]:80/mcp",
    })
    void knowsWhereClientsOfThisMachineFindIt(String host, String url) {
        assertThat(of("--host", host, "--without-token").url(80)).isEqualTo(url);
    }

    @Test
    void canBeCalledByTheAddressThatItListensOn() {
        assertThat(of("--host", "192.0.2.7", "--without-token", "--allow-host", "app.example")
                        .hosts())
                .contains("192.0.2.7", "app.example");
        assertThat(of("--host", "2001:db8::7", "--without-token").hosts())
                .contains("[2001:db8::7]", "[2001:db8:0:0:0:0:0:7]");
        assertThat(of("--host", "0.0.0.0", "--without-token").hosts()).isEmpty();
    }

    @Test
    void readsTheTokenFromAFileAndKeepsItToItself(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "SECRET-1\n");

        ServeOptions options = of("--host", "0.0.0.0", "--token-from", "@" + file);

        assertThat(options.token()).contains("SECRET-1");
        assertThat(options.toString()).doesNotContain("SECRET").contains("/mcp");
    }

    @Test
    void takesOriginsWithAPort() {
        assertThat(of("--allow-origin", "http://localhost:3000", "--allow-origin", "https://app.example")
                        .origins())
                .containsExactly("http://localhost:3000", "https://app.example");
    }
}
