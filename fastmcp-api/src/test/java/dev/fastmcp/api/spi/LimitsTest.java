package dev.fastmcp.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void changesOneAtATime() {
        Limits limits = Limits.DEFAULT.withMaxDepth(10).withMaxPages(3).withMaxMessageBytes(2048);
        assertThat(limits).isEqualTo(new Limits(2048, 10, 3));
        assertThat(Limits.DEFAULT.maxMessageBytes()).isEqualTo(16 * 1024 * 1024);
    }

    @Test
    void namesTheLimitThatIsOutOfRange() {
        assertThatThrownBy(() -> Limits.DEFAULT.withMaxDepth(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxDepth is 0")
                .hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> Limits.DEFAULT.withMaxMessageBytes(10)).hasMessageContaining("maxMessageBytes");
        assertThatThrownBy(() -> Limits.DEFAULT.withMaxPages(-1)).hasMessageContaining("maxPages");
    }
}
