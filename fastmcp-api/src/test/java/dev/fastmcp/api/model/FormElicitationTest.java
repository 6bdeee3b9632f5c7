package dev.fastmcp.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.PrimitiveSchema.Choice;
import dev.fastmcp.api.model.PrimitiveSchema.Flag;
import dev.fastmcp.api.model.PrimitiveSchema.Numeric;
import dev.fastmcp.api.model.PrimitiveSchema.Option;
import dev.fastmcp.api.model.PrimitiveSchema.Text;
import dev.fastmcp.api.model.PrimitiveSchema.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormElicitationTest {

    private static final List<Option> UNTITLED = List.of(new Option("r", "r"), new Option("g", "g"));
    private static final List<Option> TITLED = List.of(new Option("r", "Red"), new Option("g", "Green"));
    private static final List<Object> CONSTANTS =
            List.of(Map.of("const", "r", "title", "Red"), Map.of("const", "g", "title", "Green"));

    static Stream<Arguments> choices() {
        return Stream.of(
                Arguments.of(Map.of("type", "string", "enum", List.of("r", "g")), UNTITLED, false),
                Arguments.of(Map.of("type", "string", "oneOf", CONSTANTS), TITLED, false),
                Arguments.of(
                        Map.of("type", "array", "items", Map.of("type", "string", "enum", List.of("r", "g"))),
                        UNTITLED,
                        true),
                Arguments.of(Map.of("type", "array", "items", Map.of("anyOf", CONSTANTS)), TITLED, true),
                Arguments.of(
                        Map.of("type", "string", "enum", List.of("r", "g"), "enumNames", List.of("Red", "Green")),
                        TITLED,
                        false));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void readsTheFiveFormsOfChoices(Map<String, Object> schema, List<Option> options, boolean multiple) {
        assertThat(PrimitiveSchema.of(schema)).isInstanceOfSatisfying(Choice.class, choice -> {
            assertThat(choice.options()).isEqualTo(options);
            assertThat(choice.multiple()).isEqualTo(multiple);
        });
    }

    @Test
    void readsDefaultsOfChoices() {
        Map<String, Object> one = Map.of("enum", List.of("r", "g"), "default", "g");
        Map<String, Object> many = Map.of(
                "type",
                "array",
                "items",
                Map.of("enum", List.of("r", "g")),
                "default",
                List.of("r", "g"),
                "minItems",
                1,
                "maxItems",
                2);

        assertThat(((Choice) PrimitiveSchema.of(one)).defaultValues()).containsExactly("g");
        assertThat(((Choice) PrimitiveSchema.of(many)))
                .extracting(Choice::defaultValues, Choice::minItems, Choice::maxItems)
                .containsExactly(List.of("r", "g"), Optional.of(1), Optional.of(2));
    }

    @Test
    void readsText() {
        Map<String, Object> schema = Map.of(
                "type",
                "string",
                "title",
                "Mail",
                "format",
                "email",
                "minLength",
                3,
                "maxLength",
                50,
                "pattern",
                "@",
                "default",
                "a@b");

        assertThat(PrimitiveSchema.of(schema))
                .isEqualTo(new Text(
                        Optional.of("Mail"),
                        Optional.empty(),
                        Optional.of(3),
                        Optional.of(50),
                        Optional.of("email"),
                        Optional.of("@"),
                        Optional.of("a@b")));
    }

    @Test
    void readsNumbersAndFlags() {
        assertThat(PrimitiveSchema.of(Map.of("type", "integer", "minimum", 0, "maximum", 9.5, "default", 1)))
                .isEqualTo(new Numeric(
                        Optional.empty(), Optional.empty(), true, Optional.of(0), Optional.of(9.5), Optional.of(1)));
        assertThat(PrimitiveSchema.of(Map.of("type", "number")))
                .isInstanceOfSatisfying(
                        Numeric.class, number -> assertThat(number.integer()).isFalse());
        assertThat(PrimitiveSchema.of(Map.of("type", "boolean", "default", true, "title", 7)))
                .isEqualTo(new Flag(Optional.empty(), Optional.empty(), Optional.of(true)));
    }

    static Stream<Object> strangers() {
        return Stream.of(
                Map.of("type", "object"),
                Map.of(),
                Map.of("type", List.of("string")),
                Map.of("type", "array"),
                "text",
                true);
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void keepsWhatItDoesNotKnow(Object schema) {
        assertThat(PrimitiveSchema.of(schema)).isEqualTo(new Unknown(schema));
    }

    @Test
    void listsFieldsInTheOrderOfTheServer() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("z", Map.of("type", "string"));
        properties.put("a", Map.of("type", "boolean"));
        FormElicitation form = FormElicitation.of(
                "Who?", JsonValue.of(Map.of("type", "object", "properties", properties, "required", List.of("z", 7))));

        assertThat(form.fields().keySet()).containsExactly("z", "a");
        assertThat(form.requiredFields()).containsExactly("z");
    }

    @Test
    void hasNoFieldsWithoutProperties() {
        FormElicitation form = FormElicitation.of("Who?", JsonValue.of(Map.of("type", "object")));

        assertThat(form.fields()).isEmpty();
        assertThat(form.requiredFields()).isEmpty();
    }
}
