package dev.fastmcp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.spi.TokenStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenStoresTest {

    @TempDir
    private Path folder;

    @Test
    void opensMemoryAnewEachTime() throws IOException {
        TokenStorage one = TokenStores.open("memory");
        byte[] value = {1};
        one.save("a", value);
        value[0] = 2;
        one.load("a").orElseThrow()[0] = 3;

        assertThat(one.load("a")).hasValue(new byte[] {1});
        assertThat(TokenStores.open("memory").load("a")).isEmpty();
        one.delete("a");
        assertThat(one.load("a")).isEmpty();
        assertThat(one).isInstanceOf(InMemoryTokenStorage.class).hasToString("InMemoryTokenStorage");
    }

    @Test
    void opensFolders() throws IOException {
        byte[] value = "1".getBytes(StandardCharsets.UTF_8);
        TokenStores.open("file:" + folder.resolve("x")).save("a", value);

        assertThat(FileTokenStorage.in(folder.resolve("x")).load("a")).hasValue(value);
        assertThat(TokenStores.open("file"))
                .hasToString(FileTokenStorage.standard().toString());
        assertThat(TokenStores.open("file:"))
                .hasToString(FileTokenStorage.standard().toString());
        assertThat(TokenStores.open("file:~/x"))
                .hasToString("FileTokenStorage[" + Path.of(System.getProperty("user.home"), "x") + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyring", "File", "", ":x", "/home/ann", "redis:localhost"})
    void namesWhatIsInstalled(String spec) {
        assertThatThrownBy(() -> TokenStores.open(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No storage for tokens is called \"" + spec.replaceAll(":.*", "")
                        + "\"; installed are: file, memory. A folder is given as file:FOLDER");
    }

    @Test
    void refusesPlacesInMemory() {
        assertThatThrownBy(() -> TokenStores.open("memory:a\nb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Memory has no places: give memory alone, without \":a b\"");
    }

    @Test
    void refusesWhatIsNoPath() {
        assertThatThrownBy(() -> TokenStores.open("file:a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"a\uFFFDb\" is no path of a folder: give file, or file:FOLDER");
    }
}
