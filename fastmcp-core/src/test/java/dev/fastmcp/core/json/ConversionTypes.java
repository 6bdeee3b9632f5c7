package dev.fastmcp.core.json;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What {@link ConversionTest} makes of values. */
final class ConversionTypes {

    private ConversionTypes() {}

    enum Color {
        RED,
        @JsonProperty("bleu")
        BLUE
    }

    record Text(String text) {}

    record Primitives(
            boolean flag, byte small, short less, int some, long much, float rough, double fine, char letter) {}

    record Boxes(Boolean flag, Byte small, Short less, Integer some, Long much, Float rough, Double fine) {}

    record Big(BigInteger whole, BigDecimal exact, Number any, Object free) {}

    record Maybe(
            Optional<String> text,
            OptionalInt count,
            OptionalDouble size,
            @Nullable String none) {}

    record Point(int x, int y) {}

    record Nested(
            Point point, List<Point> line, Map<String, Point> named, Set<Color> colors, List<List<Integer>> deep) {}

    record Times(Instant at, LocalDate day, Duration span, OffsetDateTime zoned, UUID id, URI link, Locale language) {}

    record Annotated(
            @JsonProperty("the-name") String name,
            @JsonAlias({"n", "num"}) int number,
            @JsonFormat(pattern = "dd.MM.yyyy") LocalDate day) {}

    @JsonIgnoreProperties(ignoreUnknown = false)
    record Strict(String text) {}

    record Refusing(int even) {
        Refusing {
            if (even % 2 != 0) {
                throw new IllegalArgumentException(even + " is odd");
            }
        }
    }

    record Raw(JsonNode tree, Object any, List<Object> list, Map<String, Object> map) {}

    record Arrays(int[] numbers, String[] texts, List<String> names, Object[] any) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Arrays that && toString().equals(that.toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }

        @Override
        public String toString() {
            return java.util.Arrays.toString(numbers)
                    + java.util.Arrays.toString(texts)
                    + names
                    + java.util.Arrays.toString(any);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Box.class, name = "box")
    })
    sealed interface Shape permits Circle, Box {}

    record Circle(float radius, BigDecimal exact, Object any) implements Shape {}

    record Box(Point corner, Map<String, Object> rest) implements Shape {}

    record Unwrapping(String name, @JsonUnwrapped Point point) {}

    record FromFactory(String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static FromFactory of(String text) {
            return new FromFactory("<" + text + ">");
        }
    }

    record Variable(int... numbers) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Variable that && java.util.Arrays.equals(numbers, that.numbers);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(numbers);
        }
    }

    @JsonDeserialize(using = Bean.Reader.class)
    record Bean(String seen) {
        static final class Reader extends ValueDeserializer<Bean> {
            @Override
            public Bean deserialize(JsonParser in, DeserializationContext context) {
                String path = in.streamReadContext().pathAsPointer() + " " + in.currentName() + " "
                        + in.streamReadContext().getNestingDepth()
                        + in.streamReadContext().getCurrentIndex();
                return new Bean(path + " " + in.readValueAsTree() + " " + in.currentName() + in.currentToken());
            }
        }
    }

    record Beans(Bean bean, List<Bean> beans, Map<String, Bean> named) {}

    static final class Any {
        public final Map<String, Object> rest = new TreeMap<>();
        public @Nullable Any self;

        @JsonAnySetter
        public void put(String name, Object value) {
            rest.put(name, value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Any that && rest.equals(that.rest) && Objects.equals(self, that.self);
        }

        @Override
        public int hashCode() {
            return rest.hashCode();
        }
    }
}
