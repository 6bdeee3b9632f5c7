package dev.fastmcp.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallToolResultTest {

    @Test
    void joinsTheTextsAndSkipsOtherContent() {
        CallToolResult result = CallToolResult.of(
                TextContent.of("a"),
                ImageContent.of(new byte[] {1}, "image/png"),
                TextContent.of(""),
                TextContent.of("b"));

        assertThat(result.text()).isEqualTo("a\n\nb");
    }

    @Test
    void hasNoTextWithoutContent() {
        assertThat(CallToolResult.of().text()).isEmpty();
    }

    @Test
    void marksErrors() {
        assertThat(CallToolResult.error("no").isError()).isTrue();
        assertThat(CallToolResult.of(TextContent.of("yes")).isError()).isFalse();
    }

    @Test
    void givesStructuredContentAsItIs() {
        Map<String, Object> value = Map.of("a", 1);
        CallToolResult result =
                new CallToolResult(List.of(), Optional.of(JsonValue.of(value)), false, Map.of(), Map.of());

        assertThat((Object) result.data(Map.class)).isEqualTo(value);
    }

    @Test
    void doesNotChangeWithTheCollectionsItWasMadeFrom() {
        List<ContentBlock> content = new ArrayList<>(List.of(TextContent.of("a")));
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("k", null);
        CallToolResult result = new CallToolResult(content, Optional.empty(), false, meta, Map.of());

        content.clear();
        meta.clear();

        assertThat(result.text()).isEqualTo("a");
        assertThat(result.meta()).containsEntry("k", null);
        assertThatThrownBy(() -> result.meta().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keepsTheOrderOfMaps() {
        Map<String, Object> extra = new LinkedHashMap<>();
        for (String name : List.of("z", "m", "a", "q", "b")) {
            extra.put(name, name);
        }

        assertThat(new CallToolResult(List.of(), Optional.empty(), false, Map.of(), extra)
                        .extra()
                        .keySet())
                .containsExactly("z", "m", "a", "q", "b");
    }
}
