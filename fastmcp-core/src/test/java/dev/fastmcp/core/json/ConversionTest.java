package dev.fastmcp.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.core.json.ConversionTypes.Any;
import dev.fastmcp.core.json.ConversionTypes.Bean;
import dev.fastmcp.core.json.ConversionTypes.Color;
import dev.fastmcp.core.json.ConversionTypes.FromFactory;
import dev.fastmcp.core.json.ConversionTypes.Nested;
import dev.fastmcp.core.json.ConversionTypes.Point;
import dev.fastmcp.core.json.ConversionTypes.Refusing;
import dev.fastmcp.core.json.ConversionTypes.Shape;
import dev.fastmcp.core.json.ConversionTypes.Text;
import dev.fastmcp.core.json.ConversionTypes.Variable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each value becomes each type twice: through the tokens of the tree, and through its text. */
class ConversionTest {

    /** Those that want to see the text of what is in quotes: base64. */
    private static final Set<Class<?>> OF_TEXT = Set.of(byte[].class, float[].class, double[].class, ByteBuffer.class);

    static final List<Class<?>> SCALARS = List.of(
            boolean.class,
            byte.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class,
            char.class,
            Byte.class,
            Short.class,
            Float.class,
            Character.class,
            BigInteger.class,
            BigDecimal.class,
            CharSequence.class,
            Color.class,
            Instant.class,
            LocalDate.class,
            Duration.class,
            OffsetDateTime.class,
            UUID.class,
            URI.class,
            Locale.class,
            Class.class,
            JsonNode.class,
            FromFactory.class,
            OptionalInt.class,
            Optional.class,
            byte[].class,
            ByteBuffer.class,
            char[].class,
            int[].class,
            double[].class,
            float[].class,
            String[].class,
            Object[].class,
            ArrayList.class,
            Set.class,
            Iterable.class,
            TreeMap.class,
            Bean.class,
            Shape.class,
            Any.class,
            Text.class,
            Point.class,
            Variable.class,
            Refusing.class);

    private static final List<Object> VALUES = values();

    private final DataBinding foreign = new DataBinding();
    private final JacksonCodec codec = new JacksonCodec();

    private static List<Object> values() {
        List<Object> values =
                new ArrayList<>(List.of(7L, (short) 3, (byte) -4, Set.of(4L), List.of(7L, 1.5), Map.of("x", 1L)));
        values.addAll(JsonValue.parse("""
            [true, false, 0, 1, -1, 7, 127, 128, 255, 256, 40000, 2147483647, -2147483648, 2147483648,
             9223372036854775807, -9223372036854775808,
             0.0, -0.0, 1.0, 1.5, -2.25, 0.1, 1e10, 1e-10, 1e300, 4.9e-324, 2147483648.0, 9.3e18, 1.0000000596046448,
             "", " ", "5", "-5", "1.5", "1.0", "true", "TRUE", "null", "NaN", "x", "RED", "bleu", "red", "2026-11-26",
             "2026-11-26T10:15:30Z", "2026-11-26T10:15:30.5+01:00", "PT5M", "de-CH", "https://example.com/a?b=c",
             "8c9f0a52-6e3b-4f38-9d3f-3f3f8f3c1f2a", "AQID", "A QI D", "AQI=", "a\\nb\\u0000\\u2028", "java.lang.String",
             [], [1], [1, 2, 3], ["a", "b"], [1.5, 2], [[1], []], ["a", null],
             {}, {"text": "a"}, {"text": 5}, {"text": 1.5}, {"text": ["a"]}, {"text": null},
             {"x": 1, "y": 2}, {"x": 1.5, "y": 2}, {"x": 1.0}, {"x": "1", "y": "z"}, {"x": true},
             {"even": 3}, {"even": 4}, {"numbers": [1, 2]}, {"self": {"a": 1, "b": {"c": [2.5]}}},
             {"kind": "circle", "radius": 1.0000000596046448, "exact": 1e10, "any": 0.1},
             {"radius": 1.0000000596046448, "exact": 0.1, "any": 1.5, "kind": "circle"},
             {"corner": {"x": 1, "y": 2}, "rest": {"a": [7, 1.5]}, "kind": "box"}, {"kind": "hexagon"}]
            """).asList());
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Text {'text': 'a', 'unknown': {'b': [1, 2.5]}}",
                "Text {'unknown': [[]], 'text': null}",
                "Strict {'text': 'a', 'unknown': 1}",
                "Primitives {}",
                "Primitives {'flag': true, 'small': 200, 'less': -3, 'some': 4, 'much': 5, 'rough': 1.1, 'fine': 2,"
                        + " 'letter': 'x'}",
                "Primitives {'flag': 'true', 'small': '7', 'less': '8', 'some': '9', 'much': '10', 'rough': '1.1',"
                        + " 'letter': ''}",
                "Primitives {'some': 1.0, 'much': 1e10, 'less': 2.0, 'small': 3.0}",
                "Primitives {'some': null}",
                "Primitives {'some': 1.5}",
                "Primitives {'some': 1099511627776}",
                "Primitives {'less': 1048576}",
                "Primitives {'flag': 1}",
                "Boxes {'some': null, 'rough': 0.1}",
                "Boxes {'small': 300}",
                "Boxes {'much': 1e19}",
                "Big {'whole': 5, 'exact': 0.1, 'any': 7, 'free': 1e10}",
                "Big {'whole': 1e20, 'exact': 3, 'any': 1.5, 'free': {'a': [8]}}",
                "Big {'whole': 1.5}",
                "Big {'whole': '123456789012345678901234567890', 'exact': '1.10'}",
                "Maybe {}",
                "Maybe {'text': null, 'count': null, 'none': null}",
                "Maybe {'text': 'a', 'count': 3, 'size': 2.5}",
                "Maybe {'count': 'many'}",
                "Nested {'point': {'x': 1, 'y': 2}, 'line': [{'x': 3}, {}], 'named': {'a': {'y': 4}}, 'colors':"
                        + " ['RED', 'bleu']}",
                "Nested {'deep': [[1, 2], [], null], 'line': null}",
                "Nested {'line': [{'x': 1}, {'x': 'one'}]}",
                "Nested {'line': [{'x': 1.5}]}",
                "Nested {'line': {}}",
                "Nested {'point': [1, 2]}",
                "Nested {'named': 'a'}",
                "Nested {'colors': ['GREEN']}",
                "Times {'at': '2026-11-26T10:15:30Z', 'day': '2026-11-26', 'span': 'PT1H', 'link':"
                        + " 'https://example.com', 'language': 'fr'}",
                "Times {'zoned': '2026-11-26T10:15:30+01:00', 'id': '8c9f0a52-6e3b-4f38-9d3f-3f3f8f3c1f2a'}",
                "Times {'at': 1700000000.25, 'span': 90, 'day': [2026, 11, 26]}",
                "Times {'at': 'yesterday'}",
                "Times {'id': 'none'}",
                "Annotated {'the-name': 'a', 'num': 4, 'day': '26.11.2026'}",
                "Annotated {'name': 'a', 'number': 4}",
                "Annotated {'day': '2026-11-26'}",
                "Raw {'tree': {'a': [1, 1.5, 'b', true]}, 'any': 7, 'list': [1, 0.1], 'map': {'a': {}}}",
                "Arrays {'numbers': [1, 2.0], 'texts': ['a', 'b'], 'names': ['c', null], 'any': [1, 2.5]}",
                "Arrays {'numbers': [1.5]}",
                "Arrays {'names': 'one'}",
                "Unwrapping {'x': 3, 'name': 'a', 'y': 4.0}",
                "Unwrapping {'x': 'three'}",
                "Beans {'bean': 1.5, 'beans': ['a', {'b': [7]}, []], 'named': {'c': true}}",
                "Refusing {'even': 3}"
            })
    void objectsBecomeWhatTheirTextWouldBecome(String row) throws ClassNotFoundException {
        int space = row.indexOf(' ');
        Class<?> type = Class.forName(ConversionTypes.class.getName() + "$" + row.substring(0, space));
        Map<String, Object> given =
                JsonValue.parse(row.substring(space).replace('\'', '"')).asMap();
        assertBothWays(type, given);
        assertBothWays(type, new HashMap<>(given));
        assertBothWays(type, List.of(given));
    }

    @ParameterizedTest
    @FieldSource("SCALARS")
    void eachValueBecomesWhatItsTextWouldBecome(Class<?> type) {
        VALUES.forEach(value -> assertBothWays(type, value));
    }

    @ParameterizedTest
    @FieldSource("SCALARS")
    void soDoElementsOfArrays(Class<?> type) {
        Class<?> array = type.arrayType();
        VALUES.forEach(value -> assertBothWays(array, java.util.Arrays.asList(value, value)));
    }

    /** A value comes without text, but for types that want to see it; what the text refuses is refused without it, too. */
    private void assertBothWays(Class<?> type, Object value) {
        assertThat(PlainTree.isPlain(value)).as("%s", value).isTrue();
        Object expected = overText(type, value);
        assertThat(outcome(() -> codec.convert(value, type)))
                .as("%s of %s", type.getSimpleName(), value)
                .isEqualTo(expected);
        Object direct = foreign.convert(value, type);
        if (expected instanceof Refusal || expected == null) {
            assertThat(direct).as("%s of %s", type.getSimpleName(), value).isNull();
        } else if (direct != null
                || !OF_TEXT.contains(type) && !(type.isArray() && OF_TEXT.contains(type.componentType()))) {
            assertThat(direct).as("%s of %s", type.getSimpleName(), value).isEqualTo(expected);
        }
    }

    private record Refusal(@Nullable String message) {}

    private interface Way {
        @Nullable
        Object go();
    }

    private @Nullable Object overText(Class<?> type, Object value) {
        return outcome(() -> {
            byte[] text = codec.encode(value);
            return codec.decode(text, 0, text.length, type);
        });
    }

    private static @Nullable Object outcome(Way way) {
        try {
            return way.go();
        } catch (DataMappingException e) {
            return new Refusal(e.getMessage());
        }
    }

    @Test
    void whatIsNotPlainIsWrittenDown() {
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("text", cycle);
        for (Object value : List.of(
                members("text", new BigDecimal("1.10")),
                members("text", new BigInteger("123456789012345678901234567890")),
                members("text", 1.5f),
                members("text", Double.NaN),
                members("text", new StringBuilder("a")),
                members("text", Optional.of("a")),
                members("text", JsonValue.parse("\"a\"")),
                members("text", Color.BLUE),
                members("text", "\uD83D"),
                members("text", "\uD83D\uDE00"),
                members("text", new Point(1, 2)),
                members("text", new String[] {"a"}),
                members("text", "a".repeat(1_000_001)),
                Map.of("a".repeat(60_000), 1),
                Map.of(1, "a"),
                Collections.singletonMap(null, "a"),
                cycle)) {
            assertThat(PlainTree.isPlain(value)).isFalse();
            assertThat(outcome(() -> codec.convert(value, Text.class))).isEqualTo(overText(Text.class, value));
        }
        assertThat(codec.convert(Map.of("point", new Point(1, 2)), Nested.class))
                .isEqualTo(new Nested(new Point(1, 2), null, null, null, null));
    }

    @Test
    void textsAreNotCopied() {
        String text = new StringBuilder("a text").toString();
        Text made = Objects.requireNonNull(codec.convert(Map.of("text", text), Text.class));
        assertThat(made.text()).isSameAs(text);
    }

    @Test
    void whatARecordRefusesIsToldInWordsOfJackson() {
        JsonMapper plain = new JsonMapper();
        String message = catchThrowableOfType(
                        JacksonException.class, () -> plain.readValue("{\"even\": 3}", Refusing.class))
                .getOriginalMessage();
        assertThat(message).contains("3 is odd");
        assertThatThrownBy(() -> codec.convert(Map.of("even", 3), Refusing.class))
                .isInstanceOf(DataMappingException.class)
                .hasMessageEndingWith(message);
    }

    private static Map<String, @Nullable Object> members(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return members;
    }
}
