package dev.fastmcp.api.shared;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the names that are most like another one. Upper case, {@code _} and {@code -} make no difference, so that names in Java are like those of servers. */
public final class Spelling {

    /** Longer names are not compared letter by letter. */
    private static final int LONGEST = 100;

    private static final int FAR = Integer.MAX_VALUE;

    private Spelling() {}

    /**
     * Finds the name that was probably meant.
     *
     * @param name what was written
     * @param known the names to choose from
     * @return the nearest of those that differ in a letter or two; empty if there is none
     */
    public static Optional<String> meant(String name, Collection<String> known) {
        int allowed = name.length() <= 4 ? 1 : 2;
        return known.stream()
                .filter(candidate -> distance(plain(name), plain(candidate)) <= allowed)
                .min(Comparator.comparingInt((String candidate) -> distance(plain(name), plain(candidate))));
    }

    /**
     * Finds names that may have been meant.
     *
     * @param name what was written
     * @param known the names to choose from
     * @param count the most to return
     * @return those that differ in a third of the letters, or contain what was written; nearest first
     */
    public static List<String> near(String name, Collection<String> known, int count) {
        String plain = plain(name);
        int allowed = Math.max(2, plain.length() / 3);
        return nearest(
                name,
                known.stream()
                        .filter(candidate -> distance(plain, plain(candidate)) <= allowed
                                || plain.length() > 2 && plain(candidate).contains(plain))
                        .toList(),
                count);
    }

    /**
     * Finds names to choose from, however far they are. One that is a part of the other counts as near.
     *
     * @param name what was written
     * @param known the names to choose from
     * @param count the most to return
     * @return names, nearest first
     */
    public static List<String> nearest(String name, Collection<String> known, int count) {
        return known.stream()
                .sorted(Comparator.comparingInt((String candidate) -> distanceOrPart(plain(name), plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }

    private static int distanceOrPart(String a, String b) {
        boolean comparable = a.length() <= LONGEST && b.length() <= LONGEST;
        return comparable && (a.contains(b) || b.contains(a)) ? 1 : distance(a, b);
    }

    /** How many letters to insert, remove, replace, or swap with a neighbour. */
    private static int distance(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return FAR;
        }
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                least[i][j] = i == 0 ? j : j == 0 ? i : step(least, a, b, i, j);
            }
        }
        return least[a.length()][b.length()];
    }

    private static int step(int[][] least, String a, String b, int i, int j) {
        int replaced = least[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, least[i - 2][j - 2] + 1) : best;
    }
}
