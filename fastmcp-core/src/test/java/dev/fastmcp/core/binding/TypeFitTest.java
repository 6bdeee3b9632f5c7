package dev.fastmcp.core.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypeFitTest {

    enum Colour {
        RED
    }

    record Tree(
            String name,
            int age,
            boolean evergreen,
            Optional<Double> height,
            List<Tree> children,
            Map<String, Long> birds) {}

    private static boolean fits(Object value, Class<?> type) {
        return TypeFit.of(type).accepts(value);
    }

    @Test
    void aNumberIsNoText() {
        assertThat(fits(5, String.class)).isFalse();
        assertThat(fits(true, String.class)).isFalse();
        assertThat(fits(0, Colour.class)).isFalse();
        assertThat(fits("5", String.class)).isTrue();
    }

    @Test
    void aFractionIsNoWholeNumber() {
        assertThat(fits(5.5, int.class)).isFalse();
        assertThat(fits(new BigDecimal("5.5"), Long.class)).isFalse();
        assertThat(fits(5.0, int.class)).isTrue();
        assertThat(fits(new BigDecimal("500"), long.class)).isTrue();
        assertThat(fits(5.5, double.class)).isTrue();
    }

    @Test
    void aNumberIsNoTruthValue() {
        assertThat(fits(1, boolean.class)).isFalse();
        assertThat(fits(true, double.class)).isFalse();
        assertThat(fits(true, Boolean.class)).isTrue();
    }

    @Test
    void aTextMaySayANumber() {
        assertThat(fits("5", int.class)).isTrue();
        assertThat(fits("true", boolean.class)).isTrue();
    }

    @Test
    void whatIsInsideCountsAsWell() {
        TypeFit tree = TypeFit.of(Tree.class);

        assertThat(tree.accepts(Map.of("name", "oak", "age", 200, "evergreen", false, "height", 20)))
                .isTrue();
        assertThat(tree.accepts(Map.of("children", List.of(Map.of("name", "acorn", "age", 0.5)))))
                .isFalse();
        assertThat(tree.accepts(Map.of("children", List.of(Map.of("children", List.of(Map.of("name", 1)))))))
                .isFalse();
        assertThat(tree.accepts(Map.of("birds", Map.of("owl", 1.5)))).isFalse();
        assertThat(tree.accepts(Map.of("height", true))).isFalse();
    }

    @Test
    void elementsOfArraysCount() {
        assertThat(fits(List.of(1, 2.5), int[].class)).isFalse();
        assertThat(fits(List.of("a", 1), String[].class)).isFalse();
        assertThat(fits(List.of(1, 2), int[].class)).isTrue();
    }

    @Test
    void otherTypesAreLeftToMapping() {
        assertThat(fits(5, Object.class)).isTrue();
        assertThat(fits("x", List.class)).isTrue();
        assertThat(fits(List.of(1, "a"), List.class)).isTrue();
    }
}
