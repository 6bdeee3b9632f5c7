package dev.fastmcp.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.CallToolRequest;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ContentBlock;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.EmbeddedResource;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.LoggingMessage;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.model.SamplingMessage;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolUseContent;
import dev.fastmcp.api.model.UrlElicitationRequiredData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;

class WireCodecTest {

    private final WireCodec codec = new WireCodec(new NoForeignTypes());

    private <T> T decode(String json, Class<T> type) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return codec.decode(utf8, 0, utf8.length, type);
    }

    private String encode(Object value) {
        return new String(codec.encode(value), StandardCharsets.UTF_8);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of("0", 0),
                Arguments.of("-2147483648", Integer.MIN_VALUE),
                Arguments.of("2147483648", 2147483648L),
                Arguments.of("9223372036854775808", new BigInteger("9223372036854775808")),
                Arguments.of("1.0", 1.0),
                Arguments.of("0.1", 0.1),
                Arguments.of("-1.5e3", -1500.0),
                Arguments.of("4.9E-324", Double.MIN_VALUE),
                Arguments.of(
                        "0.1000000000000000055511151231257827", new BigDecimal("0.1000000000000000055511151231257827")),
                Arguments.of("1e400", new BigDecimal("1e400")),
                Arguments.of("1e-400", new BigDecimal("1e-400")),
                Arguments.of("0.0", 0.0));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void readsTheSmallestNumberThatLosesNothing(String json, Number expected) {
        assertThat(decode(json, Object.class)).isEqualTo(expected);
        assertThat((Object) decode(" [" + json + "] ", List.class)).isEqualTo(List.of(expected));
    }

    @Test
    void readsFreeFormJsonInDocumentOrder() {
        Map<?, ?> map = decode("{\"b\":[true,null,\"ü\\n\"],\"a\":{}}", Map.class);

        assertThat(new ArrayList<Object>(map.keySet())).containsExactly("b", "a");
        assertThat(map.get("b")).isEqualTo(Arrays.asList(true, null, "ü\n"));
    }

    @Test
    void readsNullAsNull() {
        assertThat(decode("null", Object.class)).isNull();
        assertThat(decode(" null ", Tool.class)).isNull();
        assertThat(decode("null", String.class)).isNull();
    }

    @Test
    void readsScalars() {
        assertThat(decode("\"x\"", String.class)).isEqualTo("x");
        assertThat(decode("1.0", Integer.class)).isEqualTo(1);
        assertThat(decode("1", Double.class)).isEqualTo(1.0);
        assertThat(decode("5000000000", Long.class)).isEqualTo(5000000000L);
        assertThat(decode("true", Boolean.class)).isTrue();
        assertThat(decode("\"7\"", RequestId.class)).isEqualTo(RequestId.of("7"));
        assertThat(decode("7", RequestId.class)).isEqualTo(RequestId.of(7));
        assertThat(decode("\"alert\"", LoggingLevel.class)).isEqualTo(LoggingLevel.ALERT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5000000000", "1.5", "\"1\"", "[]"})
    void doesNotBendOneTypeIntoAnother(String json) {
        assertThatThrownBy(() -> decode(json, Integer.class))
                .isInstanceOf(DataMappingException.class)
                .hasMessageStartingWith("Integer cannot be made of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "[1,]",
                "{\"a\"}",
                "nul",
                "\"a",
                "{} {}",
                "1 2",
                "{\"a\":01}",
                "\uFEFF",
                "'a'",
                "NaN"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> decode(text, Object.class))
                .isInstanceOf(DataMappingException.class)
                .hasMessageStartingWith("The text is");
    }

    @Test
    void refusesJsonThatIsNestedTooDeeply() {
        String deep = "[".repeat(1001) + "]".repeat(1001);

        assertThatThrownBy(() -> decode(deep, Object.class)).isInstanceOf(DataMappingException.class);
        assertThat(decode("[".repeat(1000) + "]".repeat(1000), Object.class)).isInstanceOf(List.class);
    }

    @Test
    void refusesEndlessNumbers() {
        assertThatThrownBy(() -> decode("1".repeat(1001), Object.class)).isInstanceOf(DataMappingException.class);
    }

    @Test
    void namesTheMemberThatIsMissing() {
        assertThatThrownBy(() -> decode(
                        "{\"tools\":[{\"name\":\"a\",\"inputSchema\":{}},{\"inputSchema\":{}}]}",
                        ListToolsResult.class))
                .isInstanceOf(DataMappingException.class)
                .hasMessage("ListToolsResult.tools[1].name is missing");
    }

    @Test
    void showsServerTextInMessagesHarmlessly() {
        assertThatThrownBy(() -> decode("{\"inputRequests\":{}, \"requestState\": \u0007}", Map.class))
                .isInstanceOf(DataMappingException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u0007"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"ä🌍\"}",
                "{ \"a\" : [ 1 , { \"ß\" : 2 } ] }",
                "[]",
                "\"text with \\\" and ü\"",
                "-12.5e+3",
                "7",
                "true",
                "false",
                "null",
                "{}"
            })
    void keepsTheTextOfUndecodedValues(String value) {
        String json = "  {\"content\":[{\"type\":\"text\",\"text\":\"grüße 🌍 vorher\"}] ,\n \"structuredContent\" :\t"
                + value + " , \"isError\":true}";
        byte[] utf8 = ("xx" + json + "yy").getBytes(StandardCharsets.UTF_8);

        CallToolResult result = codec.decode(utf8, 2, utf8.length - 4, CallToolResult.class);

        assertThat(result.structuredContent().orElseThrow().toJson()).isEqualTo(value);
        assertThat(result.isError()).isTrue();
    }

    @Test
    void keepsTheTextOfAValueAtTheVeryEnd() {
        assertThat(decode("{\"level\":\"info\",\"data\":12}", LoggingMessage.class)
                        .data()
                        .toJson())
                .isEqualTo("12");
        assertThat(decode("  12 ", JsonValue.class).toJson()).isEqualTo("12");
    }

    @Test
    void keepsTheTextOfUndecodedValuesInObjectsThatAreReadTwice() {
        String json =
                " {\"ü\":1,\"elicitations\":[{\"message\":\"ä\",\"requestedSchema\":{\"a\":\"ß\"},\"mode\":\"form\"}]}";
        UrlElicitationRequiredData data = decode(json, UrlElicitationRequiredData.class);

        assertThat(data.elicitations())
                .singleElement()
                .isInstanceOfSatisfying(
                        FormElicitation.class,
                        form -> assertThat(form.requestedSchema().toJson()).isEqualTo("{\"a\":\"ß\"}"));

        String message = "{\"role\":\"user\",\"content\":[{\"id\":\"ä\",\"name\":\"n\",\"input\":{ \"é\":7"
                + " },\"type\":\"tool_use\"}]}";

        assertThat(decode(message, SamplingMessage.class).content())
                .singleElement()
                .isInstanceOfSatisfying(
                        ToolUseContent.class,
                        use -> assertThat(use.input().toJson()).isEqualTo("{ \"é\":7 }"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"text\",\"text\":\"t\"}",
                "{\"text\":\"t\",\"type\":\"text\"}",
                " { \"text\" : \"t\" , \"type\" : \"text\" } ",
                "{\"annotations\":{\"priority\":{\"type\":\"image\"}},\"type\":\"text\",\"text\":\"t\"}"
            })
    void findsTheTypeWhereverItIs(String json) {
        assertThat(decode(json, ContentBlock.class))
                .isInstanceOfSatisfying(
                        TextContent.class, content -> assertThat(content.text()).isEqualTo("t"));
    }

    @Test
    void findsTheTypeOfNestedVariants() {
        String json =
                "{\"content\":[{\"_meta\":{\"ü{\":\"}\"},\"text\":\"one\",\"type\":\"text\"},{\"resource\":{\"text\":\"two\","
                    + "\"uri\":\"a:b\"},\"type\":\"resource\"}]}";

        CallToolResult result = decode(json, CallToolResult.class);

        assertThat(result.text()).isEqualTo("one");
        assertThat(result.content().get(1)).isInstanceOf(EmbeddedResource.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":7}", "{\"type\":null,\"a\":1}", "{\"a\":1}", "{\"a\":1,\"type\":\"new\"}"})
    void keepsContentOfUnknownType(String json) {
        assertThat(encode(decode(json, ContentBlock.class))).isEqualTo(json);
    }

    @Test
    void makesAResultWithoutContentEmpty() {
        assertThat(decode("{}", CallToolResult.class)).isEqualTo(CallToolResult.of());
        assertThat(encode(CallToolResult.of())).isEqualTo("{\"content\":[]}");
    }

    @Test
    void writesAnythingFreeForm() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("null", null);
        map.put("text", new StringBuilder("ü\"\n\u2028"));
        map.put("numbers", new Object[] {
            1, 2L, (short) 3, (byte) 4, 1.0, 0.5f, new BigInteger("99999999999999999999"), new BigDecimal("1.10")
        });
        map.put("optional", List.of(Optional.of(true), Optional.empty()));
        map.put("level", LoggingLevel.INFO);
        map.put("action", ElicitResult.Action.DECLINE);
        map.put("id", List.of(RequestId.of(1), RequestId.of("1")));
        map.put("record", Root.of("file:///a"));
        map.put("json", JsonValue.parse("{ \"a\" : 1 }"));

        assertThat(encode(map))
                .isEqualTo("{\"null\":null,\"text\":\"ü\\\"\\n"
                               + "\u2028\",\"numbers\":[1,2,3,4,1.0,0.5,99999999999999999999,"
                               + "1.10],\"optional\":[true,null],\"level\":\"info\",\"action\":\"decline\",\"id\":[1,\"1\"],\"record\":{\"uri\":\"file:///a\"},\"json\":{"
                               + " \"a\" : 1 }}");
    }

    @Test
    void writesUndecodedTextOnOneLine() {
        JsonValue pretty = JsonValue.parse("{\r\n  \"a\": [\n1]\n}");

        assertThat(encode(CallToolRequest.of("t", pretty)))
                .isEqualTo("{\"name\":\"t\",\"arguments\":{    \"a\": [ 1] }}")
                .doesNotContain("\n", "\r");
    }

    @Test
    void writesUndecodedTextOfAnySize() {
        String large = "[\"" + "ä".repeat(100_000) + "\"]";

        assertThat(encode(List.of("before", JsonValue.parse(large), "after")))
                .isEqualTo("[\"before\"," + large + ",\"after\"]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatJsonDoesNotHave(double number) {
        assertThatThrownBy(() -> codec.encode(List.of(number)))
                .isInstanceOf(DataMappingException.class)
                .hasMessageContaining("has no JSON form");
        assertThatThrownBy(() -> codec.encode((float) number)).isInstanceOf(DataMappingException.class);
    }

    @Test
    void refusesACycle() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);

        assertThatThrownBy(() -> codec.encode(cycle)).isInstanceOf(DataMappingException.class);
    }

    @Test
    void writesTheDiscriminatorFirst() {
        assertThat(encode(PromptReference.of("p"))).isEqualTo("{\"type\":\"ref/prompt\",\"name\":\"p\"}");
        assertThat(encode(TextContent.of("t"))).isEqualTo("{\"type\":\"text\",\"text\":\"t\"}");
    }

    @Test
    void leavesOtherClassesToTheCaller() {
        AtomicReference<Object> written = new AtomicReference<>();
        WireCodec withForeign = new WireCodec(new ForeignTypes() {
            @Override
            public <T> T decode(byte[] utf8, int offset, int length, Class<T> type) {
                return type.cast(new StringBuilder(new String(utf8, offset, length, StandardCharsets.UTF_8)));
            }

            @Override
            public void write(Object value, JsonGenerator out) {
                written.set(value);
                out.writeString("foreign");
            }
        });
        byte[] json = "x[1]".getBytes(StandardCharsets.UTF_8);

        assertThat(withForeign.decode(json, 1, 3, StringBuilder.class)).hasToString("[1]");
        assertThat(withForeign.encode(Map.of("a", Thread.State.NEW)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"a\":\"foreign\"}");
        assertThat(written).hasValue(Thread.State.NEW);
        assertThat(withForeign.knows(StringBuilder.class)).isFalse();
        assertThat(withForeign.knows(Tool.class)).isTrue();
    }
}
