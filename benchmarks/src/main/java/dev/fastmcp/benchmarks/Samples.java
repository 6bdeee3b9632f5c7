package dev.fastmcp.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Collects figures, and makes medians and ratios of them. Not thread-safe. */
final class Samples {

    private final Map<String, List<double[]>> byKey = new LinkedHashMap<>();

    private static String key(String who, String kind) {
        return who + ' ' + kind;
    }

    void add(String who, Sample sample) {
        byKey.computeIfAbsent(key(who, sample.kind()), key -> new ArrayList<>()).add(sample.figures());
    }

    int count(String who, String kind) {
        return byKey.getOrDefault(key(who, kind), List.of()).size();
    }

    /** Returns the median of one figure; not a number if there is none. */
    double median(String who, String kind, int figure) {
        return median(byKey.getOrDefault(key(who, kind), List.of()).stream().mapToDouble(figures -> figures[figure]));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private double sum(String who, String kind, int figure) {
        return byKey.getOrDefault(key(who, kind), List.of()).stream()
                .mapToDouble(figures -> figures[figure])
                .sum();
    }

    /** Says how many calls have failed, of how many. */
    String failed(String who, String kind) {
        return String.format(Locale.ROOT, "%.0f of %.0f", sum(who, kind, Calls.FAILED), sum(who, kind, Calls.COUNT));
    }

    /** Returns one client's figure in units of another's: the median over pairs that were measured one right after the other. */
    double ratio(String who, String other, String kind, int figure) {
        return ratio(who, figure, other, figure, kind);
    }

    /** Returns one client's figure in units of another figure of another client, as above. */
    double ratio(String who, int figure, String other, int unit, String kind) {
        List<double[]> ours = byKey.getOrDefault(key(who, kind), List.of());
        List<double[]> theirs = byKey.getOrDefault(key(other, kind), List.of());
        return median(IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .mapToDouble(i -> ours.get(i)[figure] / theirs.get(i)[unit]));
    }
}
