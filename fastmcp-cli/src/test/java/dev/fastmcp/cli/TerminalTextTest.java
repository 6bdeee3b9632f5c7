package dev.fastmcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {

    @Test
    void keepsTextLineBreaksAndTabs() {
        assertThat(TerminalText.lines("Grüße\n\t世界 🙂")).isEqualTo("Grüße\n\t世界 🙂");
    }

    @Test
    void showsControlSequencesInsteadOfObeyingThem() {
        assertThat(TerminalText.lines("a\u001b[2Jb\u0007\u009b31m\u007f"))
                .isEqualTo("a\\u001b[2Jb\\u0007\\u009b31m\\u007f");
    }

    @Test
    void showsWhatWouldTurnTheDirectionOrHideText() {
        assertThat(TerminalText.lines("x\u202ey\u2066z\u200b")).isEqualTo("x\\u202ey\\u2066z\\u200b");
    }

    @Test
    void dropsCarriageReturnsSoThatNoLineIsOverwritten() {
        assertThat(TerminalText.lines("shown\rhidden")).isEqualTo("shownhidden");
    }

    @Test
    void putsNamesOnOneLine() {
        assertThat(TerminalText.line(" one\n  two\tthree ")).isEqualTo("one two three");
    }

    @Test
    void keepsSpacesThatStandWithinALine() {
        assertThat(TerminalText.line("a   b \r\n  c")).isEqualTo("a   b c");
    }

    @Test
    void isQuickWithEndlessWhiteSpace() {
        String spaces = " ".repeat(2_000_000);
        assertThat(TerminalText.line("a" + spaces + "b")).hasSize(2_000_002);
    }

    @Test
    void escapesEachHalfOfACharacterBeyondTheBasicPlane() {
        assertThat(TerminalText.lines("\udb40\udc41\ud83d")).isEqualTo("\\udb40\\udc41\\ud83d");
    }

    @Test
    void cutsLongLines() {
        assertThat(TerminalText.cut("🙂🙂🙂", 3)).isEqualTo("🙂🙂🙂");
        assertThat(TerminalText.cut("🙂🙂🙂🙂", 3)).isEqualTo("🙂🙂…");
    }
}
