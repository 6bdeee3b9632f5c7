package dev.fastmcp.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The part of {@link Harness} that measures a proxy: the same calls with and without it, block by block. */
record ProxyHarness(Samples samples, boolean quick, int rounds) {

    static final String DIRECT = ".direct";
    static final String PROXIED = ".proxied";

    /** What {@link Route} knows, without the ends. */
    static final List<String> ROUTES = List.of("stdio.echo", "stdio.library", "http.echo", "http.library");

    private static final List<Workload> SMALL = List.of(Workload.SEQUENTIAL, Workload.PLATFORM_64);
    private static final List<Workload> ALL =
            List.of(Workload.SEQUENTIAL, Workload.PLATFORM_64, Workload.RESULT_1_MIB, Workload.RESULT_10_MIB);

    /** Large results come from templates, so that the server's part in them is small. */
    static List<Workload> workloads(String route) {
        return route.endsWith("echo") ? ALL : SMALL;
    }

    void measure() {
        for (int round = 0; round < rounds; round++) {
            for (String route : ROUTES) {
                calls(round, route);
            }
        }
    }

    private void calls(int round, String route) {
        Map<String, Child> children = new LinkedHashMap<>();
        try {
            for (String label : List.of(route + DIRECT, route + PROXIED)) {
                children.put(label, Child.start(RouteCalls.class, Harness.WARM_JVM, List.of(label)));
            }
            for (Workload workload : workloads(route)) {
                System.err.printf(
                        Locale.ROOT, "proxy, %s, round %d of %d: %s%n", route, round + 1, rounds, workload.title());
                new CallRounds(samples, quick).measure(workload, children, "");
            }
        } finally {
            children.values().forEach(Child::close);
        }
    }
}
