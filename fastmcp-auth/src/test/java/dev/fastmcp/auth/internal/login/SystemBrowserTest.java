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
            assertThat(SystemBrowser.commands(system, ADDRESS)).isNotEmpty().allSatisfy(command -> {
                assertThat(command.get(command.size() - 1)).isEqualTo(ADDRESS);
                assertThat(command.subList(0, command.size() - 1)).noneMatch(part -> part.contains("login.example"));
            });
        }
    }

    @Test
    void noShellIsInvolved() {
        Stream.of("Linux", "Mac OS X", "Windows 11", "FreeBSD")
                .flatMap(system -> SystemBrowser.commands(system, ADDRESS).stream())
                .forEach(command ->
                        assertThat(command).doesNotContain("sh", "bash", "cmd", "cmd.exe", "/c", "-c", "start"));
    }

    @Test
    void eachSystemHasItsOwn() {
        assertThat(SystemBrowser.commands("Windows 11", "x"))
                .containsExactly(List.of("rundll32", "url.dll,FileProtocolHandler", "x"));
        assertThat(SystemBrowser.commands("Mac OS X", "x")).containsExactly(List.of("open", "x"));
        assertThat(SystemBrowser.commands("Linux", "x"))
                .containsExactly(List.of("xdg-open", "x"), List.of("sensible-browser", "x"));
    }
}
