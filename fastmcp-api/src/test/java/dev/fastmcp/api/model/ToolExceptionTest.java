package dev.fastmcp.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolExceptionTest {

    @Test
    void saysWhichToolFailedAndWhy() {
        CallToolResult result = CallToolResult.error("division by zero");
        ToolException exception = new ToolException("divide", result);

        assertThat(exception).hasMessage("Tool \"divide\" failed: division by zero");
        assertThat(exception.toolName()).isEqualTo("divide");
        assertThat(exception.result()).isSameAs(result);
    }

    @Test
    void cutsAndCleansWhatTheServerSays() {
        ToolException exception =
                new ToolException("t", CallToolResult.error("a\u001b[31m\n\u202e" + "b".repeat(10_000)));

        assertThat(exception.getMessage())
                .startsWith("Tool \"t\" failed: a\uFFFD[31m \uFFFDbbb")
                .hasSizeLessThan(600);
    }

    @Test
    void hasAnswerIfTheServerGivesNoReason() {
        assertThat(new ToolException("t", CallToolResult.error(" "))).hasMessageContaining("see result().content()");
        assertThat(new ToolException("t", CallToolResult.of())).hasMessage("Tool \"t\" failed: it gave no reason");
    }
}
