package dev.fastmcp.transport.stdio.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.TransportException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsCommandLineTest {

    private static List<String> line(String file, String... args) {
        return WindowsCommandLine.of(file, List.of(args), "cmd.exe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "plain plain",
                "C:\\dir\\ C:\\dir\\",
                "{\"a\":1} \"{\\\"a\\\":1}\"",
                "\"quoted\" \"\\\"quoted\\\"\"",
                "a\\\"b \"a\\\\\\\"b\"",
                "\"end\\ \"\\\"end\\\\\"",
            })
    void programsGetQuotesByTheRulesOfTheCRuntime(String arg, String passed) {
        assertThat(line("C:\\x.exe", arg)).containsExactly("C:\\x.exe", passed);
    }

    @Test
    void spacesOfProgramArgumentsAreLeftToTheJdk() {
        assertThat(line("C:\\x.exe", "a b", "")).containsExactly("C:\\x.exe", "a b", "");
    }

    @Test
    void batchFilesAreRunByTheInterpreterInOneQuotedPiece() {
        assertThat(line("C:\\a b\\x.cmd", "one", "two words", "", "C:\\dir\\"))
                .containsExactly(
                        "cmd.exe",
                        "/d",
                        "/s",
                        "/c",
                        "\"\"C:\\a b\\x.cmd\" \"one\" \"two words\" \"\" \"C:\\dir\\\\\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.bat", "x.CMD", "x.Bat", "x.cmd.", "x.bat. ."})
    void batchFilesAreRecognised(String file) {
        assertThat(WindowsCommandLine.isBatch(file)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "&", "|", "<", ">", "^", "%", "!", "\n", "\r"})
    void charactersThatTheInterpreterCouldExecuteAreRefused(String bad) {
        assertThatThrownBy(() -> line("C:\\x.cmd", "fine", "a" + bad + "calc"))
                .isInstanceOf(TransportException.class)
                .hasMessageStartingWith("Cannot start a batch file: argument 2 contains " + Printable.line(bad, 10)
                        + ", which cmd.exe could take")
                .hasMessageNotContaining("calc");
        assertThat(line("C:\\x.exe", "a" + bad + "calc")).hasSize(2);
    }

    @Test
    void pathOfABatchFileIsCheckedToo() {
        assertThatThrownBy(() -> line("C:\\100%\\x.cmd")).hasMessageContaining("its path contains %");
    }
}
