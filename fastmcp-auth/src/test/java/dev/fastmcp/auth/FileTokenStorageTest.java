package dev.fastmcp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.spi.TokenStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileTokenStorageTest {

    @TempDir
    Path parent;

    private Path folder;
    private TokenStorage storage;

    @BeforeEach
    void open() {
        folder = parent.resolve("a/tokens");
        storage = FileTokenStorage.in(folder);
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void keepsValuesForOtherObjectsOfTheSameFolder() throws Exception {
        assertThat(storage.load("x")).isEmpty();

        storage.save("x", json("{\"a\":1}"));
        storage.save("x", json("{\"a\":2}"));

        assertThat(FileTokenStorage.in(folder).load("x"))
                .hasValueSatisfying(value -> assertThat(value).asString().isEqualTo("{\"a\":2}"));
        assertThat(names()).containsExactly("x.json");
        assertThat(folder.resolve("x.json"))
                .content()
                .contains("\"data\":{\"a\":2}")
                .contains("\"timestamp\":");
        storage.delete("x");
        storage.delete("x");
        assertThat(storage.load("x")).isEmpty();
    }

    @Test
    void makesFilesThatOnlyTheOwnerCanRead() throws Exception {
        storage.save("x", json("{}"));

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("x.json"))).isEqualTo("rw-------");
    }

    @Test
    void takesRightsFromOthersThatTheyShouldNotHave() throws Exception {
        storage.save("x", json("{\"a\":1}"));
        Files.setPosixFilePermissions(folder.resolve("x.json"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(storage.load("x")).isPresent();
        assertThat(permissions(folder.resolve("x.json"))).isEqualTo("rw-------");
        storage.save("y", json("{}"));
        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    @Test
    void refusesAFolderThatOthersCanWriteTo() throws Exception {
        storage.save("x", json("{}"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> storage.save("x", json("{}")))
                .isInstanceOf(IOException.class)
                .hasMessage("Others can write into the folder " + folder
                        + ": take that right from them (chmod go-w), or choose another folder with tokenStorage");
        assertThatThrownBy(() -> storage.load("x")).isInstanceOf(IOException.class);
    }

    @Test
    void followsNoSymbolicLink() throws Exception {
        storage.save("x", json("{\"a\":1}"));
        Path target = Files.writeString(parent.resolve("target"), "{\"data\":{\"a\":\"planted\"}}");
        Files.delete(folder.resolve("x.json"));
        Files.createSymbolicLink(folder.resolve("x.json"), target);

        assertThat(storage.load("x")).isEmpty();
        storage.save("x", json("{\"a\":2}"));

        assertThat(target).hasContent("{\"data\":{\"a\":\"planted\"}}");
        assertThat(Files.isSymbolicLink(folder.resolve("x.json"))).isFalse();
        assertThat(storage.load("x")).isPresent();
    }

    @Test
    void doesNotUseAFolderThatIsASymbolicLink() throws Exception {
        Files.createDirectories(folder.getParent());
        Files.createSymbolicLink(folder, Files.createDirectory(parent.resolve("elsewhere")));

        assertThatThrownBy(() -> storage.save("x", json("{}"))).isInstanceOf(IOException.class);
        assertThat(storage.load("x")).isEmpty();
        assertThat(parent.resolve("elsewhere")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"data\":{\"a\":", "[]", "{\"timestamp\":1}", "{\"data\":null}", "\u0000\u0001\u0002"
            })
    void movesAsideWhatCannotBeUnderstood(String content) throws Exception {
        storage.save("x", json("{}"));
        Files.writeString(folder.resolve("x.json"), content);

        assertThat(storage.load("x")).isEmpty();

        assertThat(names()).containsExactly("x.json.corrupt-1");
        assertThat(folder.resolve("x.json.corrupt-1")).hasContent(content);
    }

    @Test
    void movesAsideWhatIsTooLarge() throws Exception {
        storage.save("x", json("{}"));
        Files.writeString(folder.resolve("x.json"), "{\"data\":\"" + "x".repeat(1 << 20) + "\"}");

        assertThat(storage.load("x")).isEmpty();
        assertThat(names()).containsExactly("x.json.corrupt-1");
    }

    @Test
    void keepsNoMoreThanSomeDamagedFiles() throws Exception {
        for (int i = 0; i < 15; i++) {
            storage.save("x", json("{}"));
            Files.writeString(folder.resolve("x.json"), "damaged");
            assertThat(storage.load("x")).isEmpty();
        }

        assertThat(names()).hasSize(10);
    }

    @Test
    void leavesNothingBehindWhenItCannotSave() throws Exception {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file where the folder should be");

        assertThatThrownBy(() -> storage.save("x", json("{}"))).isInstanceOf(IOException.class);
        assertThat(folder).hasContent("a file where the folder should be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "a\\b", ".hidden", "a b", "ä", "a\u0000"})
    void refusesNamesThatLeadElsewhere(String name) {
        for (TokenStorage each : List.of(storage, new InMemoryTokenStorage())) {
            assertThatThrownBy(() -> each.load(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> each.save(name, json("{}"))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> each.delete(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> each.lock(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void expandsTheHomeFolder() {
        String home = System.getProperty("user.home");

        assertThat(FileTokenStorage.in(Path.of("~", "x"))).hasToString("FileTokenStorage[" + Path.of(home, "x") + "]");
        assertThat(FileTokenStorage.in(Path.of("~"))).hasToString("FileTokenStorage[" + Path.of(home) + "]");
        assertThat(FileTokenStorage.standard())
                .hasToString("FileTokenStorage[" + Path.of(home, ".fastmcp", "oauth-mcp-client-cache") + "]");
    }

    @Test
    void locksOutOtherThreads() throws Exception {
        TokenStorage other = FileTokenStorage.in(folder);
        TokenStorage.Lock held = storage.lock("x");
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> {
            try (TokenStorage.Lock mine = other.lock("x")) {
                return mine == null ? "" : "had it";
            } catch (IOException | InterruptedException e) {
                return e.toString();
            }
        });
        try (TokenStorage.Lock free = storage.lock("y")) {
            assertThat(free).isNotNull();
        }
        assertThat(waiting).isNotDone();

        held.close();
        held.close();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("had it");
    }

    @Test
    void locksOutOtherProcessesUntilTheyEndHoweverTheyDo() throws Exception {
        Process other =
                ChildJvm.running(LockingProgram.class, folder.toString()).start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            CompletableFuture<TokenStorage.Lock> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return storage.lock("x");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(waiting).isNotDone();

            other.destroyForcibly().waitFor();

            waiting.get(30, TimeUnit.SECONDS).close();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void stopsWaitingForALockWhenInterrupted() throws Exception {
        try (TokenStorage.Lock held = storage.lock("x")) {
            assertThat(held).isNotNull();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> storage.lock("x")).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void isFoundByItsName() {
        assertThat(TokenStores.open("file"))
                .hasToString(FileTokenStorage.standard().toString());
        assertThat(TokenStores.open("file:" + folder)).hasToString("FileTokenStorage[" + folder + "]");
        assertThat(TokenStores.open("memory")).isInstanceOf(InMemoryTokenStorage.class);
        assertThatThrownBy(() -> TokenStores.open("redis:x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No storage for tokens is called \"redis\"; installed are: file, memory");
        assertThatThrownBy(() -> TokenStores.open("memory:x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Memory has no places: give memory alone, without \":x\"");
    }
}
