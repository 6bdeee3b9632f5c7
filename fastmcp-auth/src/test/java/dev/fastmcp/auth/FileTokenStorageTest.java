package dev.fastmcp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.auth.internal.store.StoreLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTokenStorageTest {

    @TempDir
    private Path temp;

    private Path folder;
    private FileTokenStorage storage;
    private StoreLog log;

    @BeforeEach
    void open() throws ReflectiveOperationException {
        folder = temp.resolve("deep").resolve("tokens");
        storage = FileTokenStorage.in(folder);
        log = new StoreLog();
    }

    @AfterEach
    void stop() throws ReflectiveOperationException {
        log.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String loaded(String name) throws IOException {
        return storage.load(name)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .orElse("absent");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static void setMode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private Path write(String content) throws IOException {
        storage.save("a", bytes("{}"));
        return Files.writeString(folder.resolve("a.json"), content);
    }

    @Test
    void keepsReadableJson() throws IOException {
        storage.save("a", bytes("{\"b\":[1,\"ä\"]}"));

        JsonValue content = JsonValue.parse(Files.readString(folder.resolve("a.json")));
        assertThat(content.member("data").orElseThrow().toJson()).isEqualTo("{\"b\":[1,\"ä\"]}");
        long written = content.member("timestamp").orElseThrow().as(Long.class);
        assertThat(Instant.ofEpochSecond(written))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(content.asMap()).containsOnlyKeys("data", "timestamp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1}",
                " {\"b\" : 1.0} ",
                "null",
                "",
                "1",
                "\"x\"",
                "no json \0\r\n",
                "{\"b\":1,\"b\":2}",
                "[1e2]"
            })
    void givesBackEveryByte(String value) throws IOException {
        storage.save("a", bytes(value));

        assertThat(FileTokenStorage.in(folder).load("a")).hasValue(bytes(value));
    }

    @Test
    void keepsBytesThatAreNoText() throws IOException {
        byte[] value = {0, -1, (byte) 0xc3, 0x28, 127};

        storage.save("a", value);

        assertThat(storage.load("a")).hasValue(value);
    }

    @Test
    void replacesAndForgets() throws IOException {
        storage.save("a", bytes("1"));
        storage.save("a", bytes("2"));
        storage.save("b", bytes("3"));
        assertThat(loaded("a")).isEqualTo("2");

        storage.delete("a");
        storage.delete("never");

        assertThat(loaded("a")).isEqualTo("absent");
        assertThat(files()).containsExactly("b.json");
    }

    @Test
    void savesAndLoadsAlthoughTheThreadIsInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        storage.save("a", bytes("1"));
        String value = loaded("a");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(value).isEqualTo("1");
        assertThat(files()).containsExactly("a.json");
    }

    @Test
    void makesNothingBeforeItSaves() throws IOException {
        assertThat(loaded("a")).isEqualTo("absent");
        storage.delete("a");

        assertThat(folder.getParent()).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsOthersOutFromTheBeginning() throws Exception {
        storage.save("a", bytes("{}"));
        storage.lock("a").close();

        assertThat(mode(folder.getParent())).isEqualTo("rwx------");
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("a.json"))).isEqualTo("rw-------");
        assertThat(mode(folder.resolve(".a.lock"))).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesRightsFromOthersWhenItSaves() throws IOException {
        setMode(folder(), "rwxr-xr-x");
        setMode(write("{\"data\":1}"), "rw-r--r--");

        storage.save("a", bytes("2"));

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("a.json"))).isEqualTo("rw-------");
    }

    private Path folder() throws IOException {
        storage.save("a", bytes("{}"));
        return folder;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void warnsOnceOfFilesThatOthersCanRead() throws IOException {
        Path file = write("{\"data\":\"secret\"}");
        setMode(file, "rw-r--r--");

        assertThat(loaded("a")).isEqualTo("\"secret\"");
        assertThat(mode(file)).isEqualTo("rw-------");
        setMode(file, "rw----r--");
        assertThat(loaded("a")).isEqualTo("\"secret\"");

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(log.lines())
                .containsExactly("WARNING Others could read " + file + ", which holds secrets; they are kept out now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx----w-"})
    @DisabledOnOs(OS.WINDOWS)
    void refusesFoldersThatOthersCanWriteTo(String mode) throws IOException {
        setMode(folder(), mode);

        String message = "Others can write into the folder " + folder
                + ": take that right from them (chmod go-w), or choose another folder with tokenStorage";
        assertThatThrownBy(() -> storage.load("a"))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> storage.save("a", bytes("1")))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> storage.delete("a"))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> storage.lock("a"))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesFoldersOfOthers() throws IOException {
        giveAway(folder());

        assertThatThrownBy(() -> storage.load("a"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "The folder \\Q" + folder + "\\E belongs to \\w+: tokens are kept only in a folder of"
                                + " your own; choose another folder with tokenStorage");
    }

    /** Only root can do that. */
    private static void giveAway(Path path) throws IOException {
        try {
            UserPrincipal other =
                    path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            Files.setOwner(path, other);
        } catch (IOException e) {
            Assumptions.abort("needs root: " + e);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesFoldersBehindSymbolicLinks() throws IOException {
        Path target = Files.createDirectories(temp.resolve("target"));
        Files.createDirectories(folder.getParent());
        Files.createSymbolicLink(folder, target);

        assertThatThrownBy(() -> storage.load("a"))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is a symbolic link, which is not followed: give the folder it leads to with"
                        + " tokenStorage, or delete it");
        assertThatThrownBy(() -> storage.save("a", bytes("1"))).isInstanceOf(IOException.class);
        assertThat(target).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void neitherReadsNorWritesThroughSymbolicLinks() throws IOException {
        Path target = Files.writeString(temp.resolve("target"), "{\"data\":\"planted\"}");
        setMode(target, "rw-r--r--");
        folder();
        Files.delete(folder.resolve("a.json"));
        Files.createSymbolicLink(folder.resolve("a.json"), target);

        assertThat(loaded("a")).isEqualTo("absent");
        assertThat(log.lines())
                .containsExactly("WARNING " + folder.resolve("a.json") + " is a symbolic link, and is not read");
        storage.save("a", bytes("\"own\""));

        assertThat(loaded("a")).isEqualTo("\"own\"");
        assertThat(folder.resolve("a.json")).isRegularFile();
        assertThat(Files.isSymbolicLink(folder.resolve("a.json"))).isFalse();
        assertThat(target).hasContent("{\"data\":\"planted\"}");
        assertThat(mode(target)).isEqualTo("rw-r--r--");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void deletesTheLinkAndNotWhatItLeadsTo() throws IOException {
        Path target = Files.writeString(temp.resolve("target"), "x");
        folder();
        Files.createSymbolicLink(folder.resolve("b.json"), target);

        storage.delete("b");

        assertThat(target).exists();
        assertThat(files()).containsExactly("a.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"data\":\"secr",
                "not json",
                "[1]",
                "1",
                "null",
                "{}",
                "{\"data\":null}",
                "{\"timestamp\":1}",
                "{\"data\":\"!\",\"encoding\":\"base64\"}",
                "{\"data\":1,\"encoding\":\"base64\"}",
                "{\"data\":1,\"encoding\":\"rot13\"}",
                "\0\1\2\3",
            })
    void movesAsideWhatItCannotUnderstand(String content) throws IOException {
        Path file = write(content);

        assertThat(loaded("a")).isEqualTo("absent");
        assertThat(loaded("a")).isEqualTo("absent");

        assertThat(files()).containsExactly("a.json.corrupt-1");
        assertThat(folder.resolve("a.json.corrupt-1")).hasContent(content);
        assertThat(log.lines())
                .containsExactly("WARNING " + file
                        + " cannot be understood; it counts as absent, and was moved to a.json.corrupt-1");
        storage.save("a", bytes("1"));
        assertThat(loaded("a")).isEqualTo("1");
    }

    @Test
    void movesAsideWhatIsTooDeep() throws IOException {
        write("{\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");

        assertThat(loaded("a")).isEqualTo("absent");
        assertThat(files()).containsExactly("a.json.corrupt-1");
    }

    @Test
    void movesAsideWhatIsTooLarge() throws IOException {
        write("{\"data\":\"" + "x".repeat(1024 * 1024) + "\"}");

        assertThat(loaded("a")).isEqualTo("absent");
        assertThat(files()).containsExactly("a.json.corrupt-1");
    }

    @Test
    void refusesToSaveWhatItWouldNotReadBack() throws IOException {
        storage.save("a", bytes("1"));
        byte[] large = bytes("\"" + "x".repeat(1024 * 1024) + "\"");

        assertThatThrownBy(() -> storage.save("a", large))
                .isInstanceOf(IOException.class)
                .hasMessage("A value of 1048578 bytes is too large for " + folder.resolve("a.json")
                        + ": at most 1048576 bytes are read back");
        assertThat(loaded("a")).isEqualTo("1");
    }

    @Test
    void keepsTenUnusableFilesAtMost() throws IOException {
        for (int i = 1; i <= 12; i++) {
            write("broken " + i);
            assertThat(loaded("a")).isEqualTo("absent");
        }

        assertThat(files()).hasSize(10);
        assertThat(folder.resolve("a.json.corrupt-1")).hasContent("broken 1");
        assertThat(folder.resolve("a.json.corrupt-10")).hasContent("broken 12");
    }

    @Test
    void movesAsideFoldersInTheWay() throws IOException {
        folder();
        Files.createDirectories(folder.resolve("b.json").resolve("x"));
        Files.createDirectories(folder.resolve("c.json").resolve("x"));

        assertThat(loaded("b")).isEqualTo("absent");
        storage.save("c", bytes("1"));

        assertThat(loaded("c")).isEqualTo("1");
        assertThat(files()).containsExactly("a.json", "b.json.corrupt-1", "c.json", "c.json.corrupt-1");
    }

    @Test
    void failsWhereThereCanBeNoFolder() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        FileTokenStorage below = FileTokenStorage.in(file.resolve("tokens"));
        FileTokenStorage instead = FileTokenStorage.in(file);

        assertThat(below.load("a")).isEmpty();
        assertThatThrownBy(() -> below.save("a", bytes("1"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> below.lock("a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> instead.save("a", bytes("1")))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is no folder: choose another folder with tokenStorage");
        assertThat(file).isEmptyFile();
    }

    @Test
    void deletesWhatDeadProcessesLeftBehind() throws IOException {
        Path old = Files.writeString(folder().resolve(".a.0.part"), "secret");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Files.writeString(folder.resolve(".a.1.part"), "somebody is writing");

        storage.save("a", bytes("1"));

        assertThat(files()).containsExactly(".a.1.part", "a.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../a",
                "a/b",
                "a\\b",
                "/etc/passwd",
                "C:a",
                ".hidden",
                "a\0b",
                "a\n",
                "a b",
                "ä",
                "a*",
                "a:stream",
            })
    void refusesNamesThatLeadElsewhere(String name) {
        assertThatThrownBy(() -> storage.save(name, bytes("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "name must be letters, digits, hyphens, underscores and full stops, 200 at most,"
                                + " without a full stop at the beginning, and not \"");
        assertThatThrownBy(() -> storage.load(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage.delete(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage.lock(name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void takesTheLongestName() throws Exception {
        String name = "a".repeat(200);

        storage.save(name, bytes("1"));
        storage.lock(name).close();

        assertThat(loaded(name)).isEqualTo("1");
        assertThatThrownBy(() -> storage.load(name + "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not \"" + "a".repeat(60) + "…\"");
    }

    @Test
    void expandsTheHomeFolder() {
        Path home = Path.of(System.getProperty("user.home"));

        assertThat(FileTokenStorage.standard())
                .hasToString("FileTokenStorage[" + home.resolve(".fastmcp").resolve("oauth-mcp-client-cache") + "]");
        assertThat(FileTokenStorage.in(Path.of("~"))).hasToString("FileTokenStorage[" + home + "]");
        assertThat(FileTokenStorage.in(Path.of("~/a/../b"))).hasToString("FileTokenStorage[" + home.resolve("b") + "]");
        assertThat(FileTokenStorage.in(Path.of("~ann")))
                .hasToString("FileTokenStorage[" + Path.of("~ann").toAbsolutePath() + "]");
    }

    @Test
    void refusesToWaitForNothing() {
        assertThatThrownBy(() -> storage.withLockTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must be positive, and not PT0S");
    }
}
