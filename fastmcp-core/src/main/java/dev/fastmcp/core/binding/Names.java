package dev.fastmcp.core.binding;

import dev.fastmcp.api.error.ServerText;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names in Java and names of servers. */
final class Names {

    private static final int SHOWN = 3;
    private static final int SHOWN_CHARACTERS = 60;

    /** Longer names are not compared letter by letter. */
    private static final int MAX_COMPARED = 100;

    private Names() {}

    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    static String quoted(String name) {
        return "\"" + ServerText.excerpt(name, SHOWN_CHARACTERS) + "\"";
    }

    static String quoted(Collection<String> names) {
        return names.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }

    /** What to say if the class file does not tell the name of a parameter. */
    static String unknown(Type type, Parameter parameter) {
        return "the name of " + Differences.shown(type) + " " + parameter.getName()
                + " is unknown: add @ToolArgument, or compile the interface with -parameters";
    }

    /** The names most like the one that is missing, in words that end a message. */
    static String instead(String missing, Collection<String> known) {
        if (known.isEmpty()) {
            return "there is none";
        }
        String wanted = snakeCase(missing);
        List<String> nearest = known.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, snakeCase(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        return "the nearest of " + known.size() + ": " + quoted(nearest);
    }

    /** How many letters to change, add or leave out (Levenshtein), but a name within the other counts as near. */
    private static int distance(String a, String b) {
        if (a.length() > MAX_COMPARED || b.length() > MAX_COMPARED) {
            return Integer.MAX_VALUE;
        }
        if (a.contains(b) || b.contains(a)) {
            return 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
