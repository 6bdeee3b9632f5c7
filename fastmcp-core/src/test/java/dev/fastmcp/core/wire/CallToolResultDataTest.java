package dev.fastmcp.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ImageContent;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.model.TextContent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallToolResultDataTest {

    private static CallToolResult result(String json) {
        return JsonValue.parse(json).as(CallToolResult.class);
    }

    @Test
    void convertsStructuredContent() {
        CallToolResult result = result(
                "{\"content\":[{\"type\":\"text\",\"text\":\"x\"}],\"structuredContent\":{\"uri\":\"file:///a\"}}");

        assertThat(result.data(Root.class)).isEqualTo(Root.of("file:///a"));
        assertThat((Object) result.data(Map.class)).isEqualTo(Map.of("uri", "file:///a"));
    }

    @Test
    void unwrapsWhatFastMcpServersWrap() {
        String wrapped =
                "{\"content\":[],\"structuredContent\":{\"result\":[1,2]},\"_meta\":{\"fastmcp\":{\"wrap_result\":%s}}}";

        assertThat((Object) result(wrapped.formatted("true")).data(List.class)).isEqualTo(List.of(1, 2));
        assertThat((Object) result(wrapped.formatted("false")).data(Map.class))
                .isEqualTo(Map.of("result", List.of(1, 2)));
    }

    @Test
    void unwrapsWithoutAHintIfNoObjectIsWanted() {
        String wrapped = "{\"content\":[],\"structuredContent\":{\"result\":%s}}";

        assertThat(result(wrapped.formatted("\"a\"")).data(String.class)).isEqualTo("a");
        assertThat(result(wrapped.formatted("1")).data(Integer.class)).isEqualTo(1);
        assertThat(result(wrapped.formatted("true")).data(Boolean.class)).isTrue();
        assertThat((Object) result(wrapped.formatted("[1]")).data(List.class)).isEqualTo(List.of(1));
        assertThat(result(wrapped.formatted("[1]")).data(int[].class)).containsExactly(1);
        assertThat(result(wrapped.formatted("null")).data(Integer.class)).isNull();
        assertThat((Object) result(wrapped.formatted("1")).data(Map.class)).isEqualTo(Map.of("result", 1));
        assertThatThrownBy(() -> result("{\"structuredContent\":{\"result\":1,\"other\":2}}")
                        .data(Integer.class))
                .isInstanceOf(DataMappingException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content\":[],\"structuredContent\":null}",
                "{\"structuredContent\":{\"result\":null},\"_meta\":{\"fastmcp\":{\"wrap_result\":true}}}"
            })
    void givesNullForNull(String json) {
        assertThat(result(json).data(String.class)).isNull();
    }

    @Test
    void takesTheTextIfThereIsNothingStructured() {
        CallToolResult result = CallToolResult.of(TextContent.of("a"), TextContent.of("b"));

        assertThat(result.data(String.class)).isEqualTo("a\nb");
    }

    @Test
    void parsesASingleTextThatIsJson() {
        assertThat(CallToolResult.of(TextContent.of(" 42 ")).data(Integer.class))
                .isEqualTo(42);
        assertThat((Object) CallToolResult.of(TextContent.of("{\"a\":1}")).data(Map.class))
                .isEqualTo(Map.of("a", 1));
    }

    @Test
    void saysWhichTextDoesNotFit() {
        assertThatThrownBy(() -> CallToolResult.of(TextContent.of("no\nJSON" + "!".repeat(1000)))
                        .data(Integer.class))
                .isInstanceOf(DataMappingException.class)
                .hasMessageContaining("java.lang.Integer")
                .hasMessageContaining("\"no JSON!!!")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void saysWhatThereIsInstead() {
        assertThatThrownBy(() -> CallToolResult.of(ImageContent.of(new byte[1], "image/png"), TextContent.of("1"))
                        .data(Integer.class))
                .isInstanceOf(DataMappingException.class)
                .hasMessageContaining("ImageContent, TextContent");
        assertThatThrownBy(() -> CallToolResult.of().data(Integer.class))
                .isInstanceOf(DataMappingException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void showsTheWholeResultAsJson() {
        String json = "{\"content\":[{\"type\":\"text\",\"text\":\"x\"}],\"isError\":true,\"_meta\":{\"a\":1},\"b\":2}";

        assertThat(result(json).raw().toJson()).isEqualTo(json);
        assertThat(result(json).raw().asMap()).containsEntry("b", 2);
    }
}
