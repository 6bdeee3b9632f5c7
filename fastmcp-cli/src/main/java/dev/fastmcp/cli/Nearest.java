package dev.fastmcp.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the names somebody may have meant. */
final class Nearest {

    private static final int SHOWN = 3;

    private Nearest() {}

    /** Returns a sentence, or nothing if no name is near. */
    static String hint(String wanted, Collection<String> names) {
        int bound = Math.max(2, wanted.length() / 3);
        List<String> near = names.stream()
                .filter(name -> isNear(wanted, name, bound))
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(name -> name))
                .limit(SHOWN)
                .toList();
        return near.isEmpty()
                ? ""
                : near.stream()
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(", ", "; did you mean ", "?"));
    }

    private static boolean isNear(String wanted, String name, int bound) {
        return distance(wanted, name) <= bound
                || wanted.length() > 2 && name.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }

    /** The number of characters to insert, remove or replace (Levenshtein), letter case aside. */
    static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
