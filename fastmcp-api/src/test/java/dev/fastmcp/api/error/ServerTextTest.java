package dev.fastmcp.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerTextTest {

    @Test
    void keepsOrdinaryTextOfAllLanguages() {
        assertThat(ServerText.excerpt("Grüße, 世界 🙂", 100)).isEqualTo("Grüße, 世界 🙂");
    }

    @Test
    void removesWhatWouldDriveATerminalOrTurnTheDirection() {
        assertThat(ServerText.excerpt("a\u001b[31mb\u0007\u009b\u202ec\u2066\u0000d", 100))
                .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\u2066", "\u0000")
                .contains("a", "b", "c", "d");
    }

    @Test
    void staysInOneLine() {
        assertThat(ServerText.excerpt("one\r\ntwo", 100)).doesNotContain("\n", "\r");
    }

    @Test
    void cutsLongText() {
        assertThat(ServerText.excerpt("x".repeat(1000), 10))
                .hasSizeLessThanOrEqualTo(12)
                .startsWith("xxxx");
    }
}
