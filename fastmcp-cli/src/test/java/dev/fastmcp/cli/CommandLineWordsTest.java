package dev.fastmcp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineWordsTest {

    @Test
    void takesWhatFollowsTwoHyphensAsTheServersCommand() {
        assertThat(CommandLineWords.split("call", "add", "a=1", "--", "npx", "-y", "--", "x"))
                .isEqualTo(new CommandLineWords(List.of("call", "add", "a=1"), List.of("npx", "-y", "--", "x")));
        assertThat(CommandLineWords.split("list").serverCommand()).isEmpty();
    }

    @Test
    void wantsACommandBehindTwoHyphens() {
        assertThatThrownBy(() -> CommandLineWords.split("list", "--"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("After --");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"server.py", "a/b.js", "C.MJS", "x.cjs", "y.jar", "https://h/mcp", "./run", "../run", "/bin/run"
            })
    void knowsServersByTheirLooks(String word) {
        assertThat(ServerOptions.namesServer(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "a=1", "tools/list", "weather.report", "file:x", "py"})
    void takesOtherWordsForNames(String word) {
        assertThat(ServerOptions.namesServer(word)).isFalse();
    }
}
