package dev.fastmcp.core.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.core.binding.TypeFit;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that are checked and values that are mapped are judged by the same rule. */
class FractionTest {

    record Whole(long number) {}

    record Large(BigInteger number) {}

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-0.25", "1e-5", "9007199254740993.5", "1e-400", "-1e-400"})
    void isRefusedWhereAWholeNumberIsWanted(String number) {
        JsonValue object = JsonValue.parse("{\"number\":" + number + "}");

        assertThat(Fraction.isIn(new BigDecimal(number))).isTrue();
        assertThat(TypeFit.of(Whole.class).accepts(object.asMap())).isFalse();
        assertThat(refuses(object, Whole.class)).isTrue();
        assertThat(refuses(object, Large.class)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "-0.0", "1e3", "2.50e1", "9007199254740993.00"})
    void isNoneWhereNothingWouldBeCutOff(String number) {
        JsonValue object = JsonValue.parse("{\"number\":" + number + "}");

        assertThat(Fraction.isIn(new BigDecimal(number))).isFalse();
        assertThat(TypeFit.of(Whole.class).accepts(object.asMap())).isTrue();
        assertThat(object.as(Whole.class)).isEqualTo(new Whole(new BigDecimal(number).longValueExact()));
        assertThat(object.as(Large.class)).isEqualTo(new Large(new BigDecimal(number).toBigIntegerExact()));
    }

    @Test
    void hugeExponentsAreNotWrittenOut() {
        assertThat(refuses(JsonValue.parse("{\"number\":1e999999999}"), Large.class))
                .isTrue();
        assertThat(refuses(JsonValue.parse("{\"number\":1e999999999}"), Whole.class))
                .isTrue();
    }

    private static boolean refuses(JsonValue value, Class<?> type) {
        try {
            value.as(type);
            return false;
        } catch (DataMappingException e) {
            return true;
        }
    }
}
