package dev.fastmcp.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The part of {@link Harness} that measures a proxy: the same calls with and without it, block by block. */
record ProxyHarness(Samples samples, boolean quick, int rounds) {

    static final String DIRECT = Route.Middle.DIRECT.label();
    static final String PROXIED = Route.Middle.PROXIED.label();
    static final String RELAYED = Route.Middle.RELAYED.label();

    /** What {@link Route} knows of this, without the ends. */
    static List<String> routes() {
        return Stream.of("stdio.", "http.")
                .flatMap(way -> Arrays.stream(RouteServer.values())
                        .filter(RouteServer::isInstalled)
                        .map(server -> way + server.label()))
                .toList();
    }

    static List<Workload> workloads(String route) {
        return RouteServer.of(route.split("\\.")[1]).workloads();
    }

    /** What is measured on a route, the proxy last. */
    static List<String> middles(String route) {
        return route.startsWith("stdio.") ? List.of(DIRECT, RELAYED, PROXIED) : List.of(DIRECT, PROXIED);
    }

    void measure() {
        for (int round = 0; round < rounds; round++) {
            for (String route : routes()) {
                calls(round, route);
            }
        }
    }

    private void calls(int round, String route) {
        Map<String, Child> children = new LinkedHashMap<>();
        try {
            for (String middle : middles(route)) {
                String label = route + middle;
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
