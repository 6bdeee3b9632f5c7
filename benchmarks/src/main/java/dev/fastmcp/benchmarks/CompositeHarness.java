package dev.fastmcp.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The part of {@link Harness} that measures a client of several servers. */
record CompositeHarness(Samples samples, boolean quick, int rounds) {

    static final String PLAIN = "http.plain";
    static final List<String> OVER_HTTP = List.of(PLAIN, "http.1", "http.3", "http.50");
    static final List<String> FAR_AWAY = List.of("far.1", "far.3", "far.50");
    static final List<String> ON_STDIO = List.of("stdio.1", "stdio.3", "stdio.50");
    static final List<String> RAW_OVER_HTTP = List.of("http.1" + Composite.RAW, "http.50" + Composite.RAW);
    static final List<String> RAW_ON_STDIO = List.of("stdio.1" + Composite.RAW, "stdio.50" + Composite.RAW);

    private static final int CONNECTS = 10;

    void measure() {
        for (int round = 0; round < rounds; round++) {
            run(round, OVER_HTTP, true);
            run(round, FAR_AWAY, false);
            run(round, ON_STDIO, false);
            run(round, RAW_OVER_HTTP, false);
            run(round, RAW_ON_STDIO, false);
        }
    }

    private void run(int round, List<String> labels, boolean calls) {
        Map<String, Child> children = new LinkedHashMap<>();
        try {
            for (String label : labels) {
                children.put(label, Child.start(Composite.class, Harness.WARM_JVM, List.of(label)));
            }
            System.err.printf(Locale.ROOT, "composite, round %d of %d: %s%n", round + 1, rounds, labels);
            connects(children);
            if (calls) {
                new CallRounds(samples, quick).measure(Workload.SEQUENTIAL, children, "");
            }
        } finally {
            children.values().forEach(Child::close);
        }
    }

    private void connects(Map<String, Child> children) {
        String order = Composite.CONNECT + ' ' + CONNECTS;
        for (int warmUp = 0; warmUp < (quick ? 10 : 30); warmUp++) {
            children.values().forEach(child -> child.ask(order));
        }
        for (int block = 0; block < (quick ? 5 : 9); block++) {
            children.forEach((label, child) -> samples.add(label, Sample.parse(child.ask(order))));
        }
    }
}
