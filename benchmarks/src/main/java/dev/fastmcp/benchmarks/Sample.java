package dev.fastmcp.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The figures of one block of work, in the order its kind knows; travels from process to process as a line. */
record Sample(String kind, double[] figures) {

    private static final String MARK = "sample";

    static Sample of(String kind, double... figures) {
        return new Sample(kind, figures);
    }

    /** Returns a sample that has these figures as well, after its own. */
    Sample with(double... more) {
        return new Sample(
                kind,
                DoubleStream.concat(Arrays.stream(figures), Arrays.stream(more)).toArray());
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
