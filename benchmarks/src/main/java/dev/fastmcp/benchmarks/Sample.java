package dev.fastmcp.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The figures of one block of work, in the order its kind knows; travels from process to process as a line. */
record Sample(String kind, double[] figures) {

    private static final String MARK = "sample";

    static Sample of(String kind, double... figures) {
        return new Sample(kind, figures);
    }

    static boolean isSample(String line) {
        return line.startsWith(MARK + ' ');
    }

    static Sample parse(String line) {
        String[] parts = line.split(" ");
        return new Sample(
                parts[1],
                Arrays.stream(parts).skip(2).mapToDouble(Double::parseDouble).toArray());
    }

    String toLine() {
        return Arrays.stream(figures)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" ", MARK + ' ' + kind + ' ', ""));
    }
}
