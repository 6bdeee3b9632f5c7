package dev.fastmcp.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ToolTest {

    private static final ToolAnnotations NO_HINTS = new ToolAnnotations(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    private static Tool tool(Optional<String> title, Optional<String> annotated) {
        ToolAnnotations annotations = new ToolAnnotations(
                annotated, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        return new Tool(
                "name",
                title,
                Optional.empty(),
                JsonValue.of(Map.of()),
                Optional.empty(),
                Optional.of(annotations),
                Optional.empty(),
                List.of(),
                Map.of(),
                Map.of());
    }

    @Test
    void prefersTheTitleThenTheAnnotatedTitleThenTheName() {
        assertThat(tool(Optional.of("title"), Optional.of("annotated")).displayName())
                .isEqualTo("title");
        assertThat(tool(Optional.empty(), Optional.of("annotated")).displayName())
                .isEqualTo("annotated");
        assertThat(tool(Optional.empty(), Optional.empty()).displayName()).isEqualTo("name");
        assertThat(Tool.of("name", "does", JsonValue.of(Map.of())).displayName())
                .isEqualTo("name");
    }

    @Test
    void assumesTheWorstOfAToolWithoutHints() {
        assertThat(NO_HINTS.readOnly()).isFalse();
        assertThat(NO_HINTS.destructive()).isTrue();
        assertThat(NO_HINTS.idempotent()).isFalse();
        assertThat(NO_HINTS.openWorld()).isTrue();
    }

    @Test
    void doesNotTakeAReadOnlyToolForDestructive() {
        ToolAnnotations readOnly = new ToolAnnotations(
                Optional.empty(), Optional.of(true), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

        assertThat(readOnly.destructive()).isFalse();
        assertThat(readOnly.idempotent()).isTrue();
    }
}
