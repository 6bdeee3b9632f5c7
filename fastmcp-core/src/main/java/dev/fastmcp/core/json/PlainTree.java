package dev.fastmcp.core.json;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which Java values are JSON that nobody has written down: those of which {@link TreeParser} makes the tokens that their text would have. */
final class PlainTree {

    /** Far below the limits of Jackson, so that it need not be asked whether the text would break one. */
    private static final int DEEPEST = 100;

    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_TEXT = 1_000_000;

    private PlainTree() {}

    /**
     * Tells whether a value consists of maps with texts as keys, collections, texts, truth values, {@code null}, and numbers of the usual types. Decimals and large integers, which are rare, have forms of which only
     * their text tells.
     */
    static boolean isPlain(@Nullable Object value) {
        return isPlain(value, 0);
    }

    private static boolean isPlain(@Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean || isWhole(value)) {
            return true;
        }
        if (value instanceof String text) {
            return isPlain(text, LONGEST_TEXT);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number);
        }
        if (value instanceof Map<?, ?> map) {
            return depth < DEEPEST && arePlain(map, depth);
        }
        return value instanceof Collection<?> elements && depth < DEEPEST && arePlain(elements, depth);
    }

    /** Tells whether it is a number without a fraction that a long can hold. */
    static boolean isWhole(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    private static boolean arePlain(Map<?, ?> members, int depth) {
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getKey() instanceof String name && isPlain(name, LONGEST_NAME))
                    || !isPlain(member.getValue(), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean arePlain(Collection<?> elements, int depth) {
        for (Object element : elements) {
            if (!isPlain(element, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /** Half a surrogate pair has no UTF-8. */
    private static boolean isPlain(String text, int longest) {
        if (text.length() > longest) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
