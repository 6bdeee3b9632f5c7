package dev.fastmcp.api.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a word without quotes means. Numbers whose text would not survive, such as 1.10 or 007, stay text. */
final class YamlWords {

    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");

    private YamlWords() {}

    static @Nullable Object value(String word) {
        if (NULL.contains(word)) {
            return null;
        }
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return TRUE.contains(word);
        }
        return word.matches("-?[1-9][0-9]{0,17}|0") ? (Object) Long.valueOf(word) : word;
    }
}
