package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectCodecTest {

    private record Thing(
            String name,
            Optional<Long> size,
            Optional<JsonValue> data,
            List<String> tags,
            boolean hidden,
            Optional<Thing> child,
            Map<String, Object> extra) {}

    private static final ValueCodec<Thing> LATER = new ValueCodec<>() {
        @Override
        Thing read(WireReader in) {
            return THING.read(in);
        }

        @Override
        void write(Thing value, WireWriter out) {
            THING.write(value, out);
        }
    };

    private static final ObjectCodec<Thing> THING = ObjectCodec.<Thing>of("Thing")
            .constant("kind", "thing")
            .required("name", Scalars.STRING)
            .optional("size", Scalars.LONG)
            .optional("data", Scalars.JSON)
            .list("tags", Scalars.STRING)
            .flag("hidden")
            .optional("child", LATER)
            .build(
                    v -> new Thing(v.next(), v.next(), v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.name(), r.size(), r.data(), r.tags(), r.hidden(), r.child(), r.extra()));

    private static Thing read(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        try (WireReader in = WireReader.open(utf8, 0, utf8.length)) {
            return THING.read(in);
        }
    }

    private static String write(Thing thing) {
        ByteSink sink = new ByteSink(0);
        try (WireWriter out = WireWriter.open(sink, new NoForeignTypes())) {
            THING.write(thing, out);
        }
        return new String(sink.toBytes(), StandardCharsets.UTF_8);
    }

    private static Thing thing(Map<String, Object> extra) {
        return new Thing("n", Optional.empty(), Optional.empty(), List.of(), false, Optional.empty(), extra);
    }

    @Test
    void readsMembersInAnyOrder() {
        assertThat(read("{\"hidden\":true,\"tags\":[\"a\",\"b\",\"c\"],\"size\":3,\"name\":\"n\"}"))
                .isEqualTo(new Thing(
                        "n",
                        Optional.of(3L),
                        Optional.empty(),
                        List.of("a", "b", "c"),
                        true,
                        Optional.empty(),
                        Map.of()));
    }

    @Test
    void makesAbsentMembersEmpty() {
        assertThat(read("{\"name\":\"n\"}")).isEqualTo(thing(Map.of()));
    }

    @Test
    void keepsUnknownMembersInOrder() {
        Map<String, Object> extra =
                read("{\"z\":null,\"name\":\"n\",\"a\":{\"b\":[1]}}").extra();

        assertThat(extra.keySet()).containsExactly("z", "a");
        assertThat(extra).containsEntry("z", null).containsEntry("a", Map.of("b", List.of(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"big\"", "1.5", "true", "[1]", "{\"a\":1}", "123456789012345678901234567890"})
    void keepsAnOptionalMemberOfTheWrongType(String wrong) {
        Thing thing = read("{\"size\":" + wrong + ",\"name\":\"n\"}");

        assertThat(thing.size()).isEmpty();
        assertThat(thing.extra()).containsOnlyKeys("size");
        assertThat(write(thing)).isEqualTo("{\"kind\":\"thing\",\"name\":\"n\",\"size\":" + wrong + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"size\":1}",
                "{\"name\":[{\"deep\":{}}],\"size\":1}",
                "{\"name\":\"ok\",\"child\":{\"child\":{}},\"tags\":[]}"
            })
    void keepsAnOptionalObjectThatIsIncomplete(String wrong) {
        Thing thing = read("{\"child\":" + wrong + ",\"name\":\"n\",\"tags\":[\"t\"]}");

        assertThat(thing.name()).isEqualTo("n");
        assertThat(thing.tags()).containsExactly("t");
        if (wrong.contains("ok")) {
            assertThat(thing.child().orElseThrow().extra()).containsOnlyKeys("child");
        } else {
            assertThat(thing.child()).isEmpty();
            assertThat(thing.extra()).containsOnlyKeys("child");
        }
    }

    @Test
    void keepsAListWithAWrongElement() {
        Thing thing = read("{\"tags\":[\"a\",[1,{\"x\":2}],\"b\"],\"name\":\"n\"}");

        assertThat(thing.tags()).isEmpty();
        assertThat(thing.extra()).containsEntry("tags", List.of("a", List.of(1, Map.of("x", 2)), "b"));
    }

    @Test
    void treatsNullAsAbsent() {
        assertThat(read("{\"name\":\"n\",\"size\":null,\"tags\":null,\"hidden\":null,\"child\":null}"))
                .isEqualTo(thing(Map.of()));
    }

    @Test
    void tellsNullFromAbsentWhereAnyJsonMayBe() {
        assertThat(read("{\"name\":\"n\",\"data\":null}").data())
                .hasValueSatisfying(data -> assertThat(data.isNull()).isTrue());
        assertThat(read("{\"name\":\"n\"}").data()).isEmpty();
    }

    @Test
    void acceptsWholeNumbersWithAFraction() {
        assertThat(read("{\"name\":\"n\",\"size\":1.0}").size()).contains(1L);
        assertThat(read("{\"name\":\"n\",\"size\":2e3}").size()).contains(2000L);
    }

    @Test
    void letsTheLastDuplicateWin() {
        assertThat(read("{\"name\":\"a\",\"size\":1,\"name\":\"b\",\"size\":2}"))
                .extracting(Thing::name, Thing::size)
                .containsExactly("b", Optional.of(2L));
    }

    @Test
    void namesAMissingMember() {
        assertThatThrownBy(() -> read("{\"size\":1}"))
                .isInstanceOf(MismatchException.class)
                .hasMessage(".name is missing");
    }

    @Test
    void namesAMistypedMember() {
        assertThatThrownBy(() -> read("{\"name\":{\"first\":\"a\"}}"))
                .isInstanceOf(MismatchException.class)
                .hasMessage(".name is an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "1", "true", "null"})
    void readsObjectsOnly(String other) {
        assertThat(read(other)).isNull();
    }

    @Test
    void ignoresTheConstantWhenReading() {
        assertThat(read("{\"kind\":{\"a\":[]},\"name\":\"n\"}")).isEqualTo(thing(Map.of()));
    }

    @Test
    void writesMembersInTheOrderOfTheTableAndUnknownOnesLast() {
        Thing child = thing(Map.of());
        Thing thing = new Thing(
                "n",
                Optional.of(1L),
                Optional.of(JsonValue.parse("[1,\n2]")),
                List.of("t"),
                true,
                Optional.of(child),
                Map.of("u", Arrays.asList(1, null)));

        assertThat(write(thing))
                .isEqualTo("{\"kind\":\"thing\",\"name\":\"n\",\"size\":1,\"data\":[1, 2],\"tags\":[\"t\"],"
                        + "\"hidden\":true,\"child\":{\"kind\":\"thing\",\"name\":\"n\"},\"u\":[1,null]}");
    }

    @Test
    void omitsWhatIsAbsent() {
        assertThat(write(thing(Map.of()))).isEqualTo("{\"kind\":\"thing\",\"name\":\"n\"}");
    }

    @Test
    void writesNoMemberTwice() {
        assertThat(write(thing(Map.of("name", "other")))).isEqualTo("{\"kind\":\"thing\",\"name\":\"n\"}");
        assertThat(write(thing(Map.of("kind", "other")))).isEqualTo("{\"kind\":\"thing\",\"name\":\"n\"}");
    }

    @Test
    void refusesToWriteNullForARequiredMember() {
        @SuppressWarnings("NullAway") // what a caller without a nullness checker can do
        Thing broken =
                new Thing(null, Optional.empty(), Optional.empty(), List.of(), false, Optional.empty(), Map.of());

        assertThatThrownBy(() -> write(broken))
                .isInstanceOf(DataMappingException.class)
                .hasMessageContaining("Thing.name is missing");
    }
}
