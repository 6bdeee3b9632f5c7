package dev.fastmcp.core.transform;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Spelling {

    /** Longer names are not compared letter by letter. */
    private static final int LONGEST = 60;

    private Spelling() {}

    static Optional<String> nearest(String name, Collection<String> known) {
        int allowed = name.length() <= 4 ? 1 : 2;
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= allowed)
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate)));
    }

    private static int distance(String name, String other) {
        String a = plain(name);
        String b = plain(other);
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                least[i][j] = i == 0 ? j : j == 0 ? i : step(least, a, b, i, j);
            }
        }
        return least[a.length()][b.length()];
    }

    /** Letters to insert, remove, replace, or swap with a neighbour. */
    private static int step(int[][] least, String a, String b, int i, int j) {
        int replaced = least[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, least[i - 2][j - 2] + 1) : best;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }
}
