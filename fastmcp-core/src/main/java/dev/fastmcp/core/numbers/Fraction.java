package dev.fastmcp.core.numbers;

import java.math.BigDecimal;

/** Tells fractions from whole numbers: 1.0 is whole, as in JSON Schema. */
public final class Fraction {

    private Fraction() {}

    /** Tells whether something would be cut off if the number became a whole one. */
    public static boolean isIn(Number number) {
        return switch (number) {
            case Double d -> d != Math.rint(d);
            case Float f -> f != Math.rint(f);
            case BigDecimal decimal -> decimal.stripTrailingZeros().scale() > 0;
            default -> false;
        };
    }
}
