package dev.fastmcp.auth.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.auth.InMemoryTokenStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With commands that behave as the real ones are documented to. */
@DisabledOnOs(OS.WINDOWS)
class KeychainTest {

    private static final String SECRET_TOOL = """
        echo "$@" >> "$dir/arguments"
        case "$1" in
          lookup) test -f "$dir/secret" && cat "$dir/secret" ;;
          store) cat > "$dir/secret" ;;
        esac
        """;

    private static final String SECURITY = """
        echo "$@" >> "$dir/arguments"
        case "$1" in
          find-generic-password) test -f "$dir/secret" || exit 44; cat "$dir/secret"; echo ;;
          -i) read -r line; printf %s "${line##* -w }" > "$dir/secret" ;;
        esac
        """;

    @TempDir
    private Path folder;

    private Path command(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("secret-tool"), "#!/bin/sh\ndir='" + folder + "'\n" + script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private KeySource source(Path command, boolean mac) {
        return new KeychainKey(new InMemoryTokenStorage(), new Keychain(command, mac, Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesTheKeyOnceAndNeverShowsItInArguments(boolean mac) throws IOException {
        Path command = command(mac ? SECURITY : SECRET_TOOL);

        SecretKey made = source(command, mac).key(new byte[0]);
        KeySource again = source(command, mac);

        assertThat(again.key(new byte[0])).isEqualTo(made);
        assertThat(again.key(new byte[0])).isEqualTo(made);
        assertThat(made.getEncoded()).hasSize(32).isNotEqualTo(new byte[32]);
        String secret = Base64.getEncoder().encodeToString(made.getEncoded());
        assertThat(folder.resolve("secret")).hasContent(secret);
        List<String> arguments = Files.readAllLines(folder.resolve("arguments"));
        assertThat(arguments).hasSize(5).noneMatch(line -> line.contains(secret));
    }

    @Test
    void saysWhyTheKeychainCannotBeUsed() throws IOException {
        Path command = command("cat > /dev/null; echo 'Cannot autolaunch\nD-Bus' >&2; exit 1");

        assertThatThrownBy(() -> source(command, false).key(new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("The keychain of the system (" + command
                        + ") cannot be read: exit code 1, Cannot autolaunch D-Bus");
    }

    @Test
    void doesNotTrustACommandThatKeepsNothing() throws IOException {
        Path command = command("cat > /dev/null; test \"$1\" = store");

        assertThatThrownBy(() -> source(command, false).key(new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("The keychain of the system (" + command + ") did not keep the key that was given to it");
    }

    @Test
    void showsNothingOfAnEntryThatIsNoKey() throws IOException {
        Path command = command("echo very-secret");

        assertThatThrownBy(() -> source(command, false).key(new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "The keychain of the system (" + command + ") holds no key of this program where it should be:"
                                + " delete the entry \"fastmcp-token-encryption\"")
                .hasNoCause();
    }

    @Test
    void doesNotWaitForEver() throws IOException {
        Path command = command("exec sleep 60");

        assertThatThrownBy(() -> new Keychain(command, false, Duration.ofMillis(300)).lookup())
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "The keychain of the system (" + command + ") did not answer within 0 seconds; is it locked?");
    }

    @Test
    void findsTheCommandOfTheSystem() throws IOException {
        Path command = command(SECRET_TOOL);

        assertThat(Keychain.of("linux", "relative:/nowhere:" + folder))
                .hasToString("The keychain of the system (" + command + ")");
        assertThat(Keychain.of("mac os x", "")).hasToString("The keychain of the system (/usr/bin/security)");
    }

    @Test
    void saysWhereThereIsNone() {
        assertThatThrownBy(() -> Keychain.of("linux", "/nowhere"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "There is no command secret-tool for the keychain of this system: install it (libsecret), or"
                                + " encrypt with a key or a passphrase of your own");
        assertThatThrownBy(() -> Keychain.of("windows 11", ""))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "Windows has no command that takes secrets for its keychain otherwise than as arguments, which"
                                + " others can see: encrypt with a key or a passphrase of your own");
    }
}
