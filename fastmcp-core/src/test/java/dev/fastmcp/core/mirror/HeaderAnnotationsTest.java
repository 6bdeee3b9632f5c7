package dev.fastmcp.core.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REQ-235: which annotations make a tool unusable. */
class HeaderAnnotationsTest {

    private static JsonValue schema(String properties) {
        return JsonValue.parse("{\"type\":\"object\",\"properties\":{" + properties + "}}");
    }

    @Test
    void findsHeadersOfPropertiesAtAnyDepth() throws Exception {
        JsonValue schema = schema("""
            "region":{"type":"string","x-mcp-header":"Region"},
            "n":{"type":["integer","null"],"x-mcp-header":"N"},
            "deep":{"type":"object","properties":{"flag":{"type":"boolean","x-mcp-header":"Flag"}}},
            "other":{"type":"string"}\
            """);

        assertThat(HeaderAnnotations.of(schema))
                .hasSize(3)
                .containsEntry(List.of("region"), "Region")
                .containsEntry(List.of("n"), "N")
                .containsEntry(List.of("deep", "flag"), "Flag");
    }

    @Test
    void takesNoNoticeOfDataThatLooksLikeAnAnnotation() throws Exception {
        JsonValue schema = schema("""
            "x-mcp-header":{"type":"string"},
            "a":{"type":"object","default":{"x-mcp-header":"!!! "},"enum":[{"x-mcp-header":1}]}\
            """);

        assertThat(HeaderAnnotations.of(schema)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}` | its x-mcp-header of \"a\" is no header name",
                "`\"a\":{\"type\":\"string\",\"x-mcp-header\":\"a b\"}` | is no header name",
                "`\"a\":{\"type\":\"string\",\"x-mcp-header\":\"a\\r\\nb\"}` | is no header name",
                "`\"a\":{\"type\":\"string\",\"x-mcp-header\":7}` | is no header name",
                "`\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}` | belongs to something else than a string,"
                        + " integer or boolean",
                "`\"a\":{\"type\":\"array\",\"x-mcp-header\":\"A\"}` | belongs to something else",
                "`\"a\":{\"x-mcp-header\":\"A\"}` | belongs to something else",
                "`\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"},\"b\":{\"type\":\"string\",\"x-mcp-header\":\"a\"}`"
                    + " | twice",
                "`\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}` | elsewhere than"
                        + " at a property",
                "`\"a\":{\"oneOf\":[{\"type\":\"string\",\"x-mcp-header\":\"A\"}]}` | elsewhere than at a property",
                "`\"a\":{\"oneOf\":[{\"properties\":{\"b\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}]}` |"
                        + " elsewhere than at a property",
                "`\"a\":{\"$defs\":{\"b\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}` | elsewhere than at a"
                        + " property",
            })
    void refusesAnnotationsThatAreAmbiguous(String properties, String reason) {
        assertThatThrownBy(() -> HeaderAnnotations.of(schema(properties)))
                .isInstanceOf(HeaderAnnotations.InvalidException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAnAnnotationOfTheWholeArguments() {
        assertThatThrownBy(() -> HeaderAnnotations.of(JsonValue.parse("{\"type\":\"object\",\"x-mcp-header\":\"A\"}")))
                .isInstanceOf(HeaderAnnotations.InvalidException.class);
    }

    @Test
    void doesNotFollowASchemaWithoutEnd() {
        String deep = "{\"not\":".repeat(300) + "{\"x-mcp-header\":\"A\"}" + "}".repeat(300);

        assertThatThrownBy(() -> HeaderAnnotations.of(JsonValue.parse(deep)))
                .isInstanceOf(HeaderAnnotations.InvalidException.class)
                .hasMessage("its input schema is nested too deeply");
    }
}
