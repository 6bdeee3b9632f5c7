package dev.fastmcp.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoggingLevelTest {

    @Test
    void isOrderedBySeverity() {
        assertThat(Stream.of(LoggingLevel.values()).map(LoggingLevel::wireName))
                .containsExactly("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");
    }
}
