package dev.fastmcp.transport.stdio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void terminalSequencesAreRemoved() {
        assertThat(Printable.line("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007end", 100))
                .isEqualTo("red end");
    }

    @Test
    void controlCharactersAreShownAsEscapes() {
        assertThat(Printable.line("a\nb\rc\u0000d\u202e\u2028\u001b", 100))
                .isEqualTo("a\\u000ab\\u000dc\\u0000d\\u202e\\u2028\\u001b");
    }

    @Test
    void ordinaryTextIsLeftAlone() {
        assertThat(Printable.line("grüß\tdich 😀", 100)).isEqualTo("grüß dich 😀");
    }

    @Test
    void excessIsCut() {
        assertThat(Printable.line("abcdef", 3)).isEqualTo("abc…");
        assertThat(Printable.line("abc", 3)).isEqualTo("abc");
    }
}
