package dev.fastmcp.auth.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands are made, not run: nothing here opens a window. */
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
}
