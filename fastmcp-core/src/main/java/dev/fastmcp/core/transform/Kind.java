package dev.fastmcp.core.transform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the value of a member may be. */
enum Kind {
    NAME("a string that is not blank"),
    TEXT("a string, or null to take it away"),
    TEXTS("a list of strings"),
    FLAG("true or false"),
    OBJECT("an object"),
    OBJECT_OR_NULL("an object, or null to take it away"),
    ANY("anything");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    void check(Place place, @Nullable Object value) {
        if (!fits(value)) {
            throw place.wrong("must be " + words + ", not " + typeOf(value));
        }
    }

    private boolean fits(@Nullable Object value) {
        return switch (this) {
            // FastMCP writes the names and tags that it leaves alone as null.
            case NAME -> value == null || value instanceof String text && !text.isBlank();
            case TEXT -> value == null || value instanceof String;
            case TEXTS ->
                value == null || value instanceof List<?> list && list.stream().allMatch(Kind::isText);
            case FLAG -> value instanceof Boolean;
            case OBJECT -> value instanceof Map<?, ?>;
            case OBJECT_OR_NULL -> value == null || value instanceof Map<?, ?>;
            case ANY -> true;
        };
    }

    private static boolean isText(@Nullable Object value) {
        return value instanceof String;
    }

    private static String typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> "an object";
            case List<?> list -> list.stream().allMatch(Kind::isText) ? "a list" : "a list of other values";
            case String text -> "this string";
            case Boolean flag -> "a boolean";
            default -> "a number";
        };
    }
}
