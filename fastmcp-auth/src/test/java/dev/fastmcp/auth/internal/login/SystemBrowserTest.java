package dev.fastmcp.auth.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.auth.ChildJvm;
import dev.fastmcp.auth.internal.flow.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing here opens a window: commands are made and not run, or the program is a script. */
class SystemBrowserTest {

    private static final String ADDRESS = "https://login.example/authorize?a=b&calc.exe=$(id)%20`id`;x|y";

    @Test
    void theAddressIsOneArgumentOfAProgram() {
        for (String system : List.of("Linux", "Mac OS X", "Windows 11", "FreeBSD")) {
            assertThat(SystemBrowser.commands(system, null, ADDRESS))
                    .isNotEmpty()
                    .allSatisfy(command -> {
                        assertThat(command.get(command.size() - 1)).isEqualTo(ADDRESS);
                        assertThat(command.subList(0, command.size() - 1))
                                .noneMatch(part -> part.contains("login.example"));
                    });
        }
    }

    @Test
    void noShellIsInvolved() {
        Stream.of("Linux", "Mac OS X", "Windows 11", "FreeBSD")
                .flatMap(system -> SystemBrowser.commands(system, null, ADDRESS).stream())
                .forEach(command ->
                        assertThat(command).doesNotContain("sh", "bash", "cmd", "cmd.exe", "/c", "-c", "start"));
    }

    @Test
    void eachSystemHasItsOwn() {
        assertThat(SystemBrowser.commands("Windows 11", null, "x"))
                .containsExactly(List.of("rundll32", "url.dll,FileProtocolHandler", "x"));
        assertThat(SystemBrowser.commands("Mac OS X", null, "x")).containsExactly(List.of("open", "x"));
        assertThat(SystemBrowser.commands("Linux", null, "x"))
                .containsExactly(List.of("xdg-open", "x"), List.of("sensible-browser", "x"));
    }

    @Test
    void theBrowserOfTheEnvironmentComesFirst() {
        assertThat(SystemBrowser.commands("Linux", "firefox --new-tab %s:: w3m ", ADDRESS))
                .startsWith(List.of("firefox", "--new-tab", ADDRESS), List.of("w3m", ADDRESS))
                .endsWith(List.of("sensible-browser", ADDRESS));
        assertThat(SystemBrowser.commands("Mac OS X", "firefox", "x")).containsExactly(List.of("open", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "vscode://login.example/",
                "http://login.example/",
                "https://user:pw@login.example/",
                "-authorize",
                "/bin/sh"
            })
    void otherAddressesAreNotOpened(String address) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        SystemBrowser browser =
                new SystemBrowser(new PrintStream(printed, true, StandardCharsets.UTF_8), "Linux", "true");

        assertThatThrownBy(() -> browser.open(URI.create(address)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not opened: only https is, or http within this machine")
                .hasMessageNotContaining("pw");
        assertThat(printed.size()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theProgramGetsTheAddressAndItsOutputIsNotOurs(@TempDir Path folder) throws Exception {
        Path seen = folder.resolve("seen");
        Path script = folder.resolve("browser");
        Files.writeString(script, """
            #!/bin/sh
            echo noise
            echo noise >&2
            read line && exit 1
            printf '%s\\n' "$@" >"$0.new" && mv "$0.new" "$(dirname "$0")/seen"
            """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        String address = "https://login.example/authorize?a=$(touch%20x)&b=%3B'*;id";

        ProcessBuilder builder = ChildJvm.running(SystemBrowserProgram.class, address)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("BROWSER", script + " --tab %s");
        Process program = builder.start();
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Waiting.until("the browser has the address", () -> Files.exists(seen));

        assertThat(Files.readAllLines(seen)).containsExactly("--tab", address);
        assertThat(folder.resolve("out")).isEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("err")))
                .containsExactly("Log in with your browser. If it does not open, go to:", "  " + address);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aProgramThatIsMissingIsNoFailure(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        SystemBrowser browser = new SystemBrowser(
                new PrintStream(printed, true, StandardCharsets.UTF_8), "Linux", folder.resolve("missing") + ":true");

        assertThat(browser.open(URI.create("https://login.example/"))).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("  https://login.example/");
    }
}
