package dev.fastmcp.benchmarks;

import java.io.PrintStream;

/** Prints what a proxy adds. */
record ProxyReport(Samples samples, PrintStream out) {

    void print() {
        ratios();
        figures();
    }

    private void ratios() {
        Table table = new Table(
                "proxy",
                "route",
                "CPU of proxy ÷ client and server",
                "of relay",
                "CPU of all ÷ without proxy",
                "p50 ÷ without",
                "bytes in proxy",
                "÷ JSON of result",
                "failed calls");
        for (String route : ProxyHarness.routes()) {
            String direct = route + ProxyHarness.DIRECT;
            String proxied = route + ProxyHarness.PROXIED;
            for (Workload workload : ProxyHarness.workloads(route)) {
                String kind = workload.label();
                double allocated = samples.median(proxied, kind, RouteCalls.PROXY_ALLOCATED);
                table.row(
                        workload.title(),
                        route,
                        Table.number(samples.ratio(proxied, RouteCalls.PROXY_CPU, direct, RouteCalls.ALL_CPU, kind)),
                        relay(route, direct, kind),
                        Table.number(samples.ratio(proxied, direct, kind, RouteCalls.ALL_CPU)),
                        Table.number(samples.ratio(proxied, direct, kind, Calls.P50_MICROS)),
                        Table.number(allocated),
                        Table.number(allocated / resultBytes(workload)),
                        samples.failed(proxied, kind));
            }
        }
        table.print(out);
    }

    private String relay(String route, String direct, String kind) {
        String relayed = route + ProxyHarness.RELAYED;
        return ProxyHarness.middles(route).contains(ProxyHarness.RELAYED)
                ? Table.number(samples.ratio(relayed, RouteCalls.PROXY_CPU, direct, RouteCalls.ALL_CPU, kind))
                : "";
    }

    /** Small results have no size worth comparing with. */
    private static double resultBytes(Workload workload) {
        return switch (workload) {
            case RESULT_1_MIB -> LargeText.json(1024 * 1024).length;
            case RESULT_10_MIB -> LargeText.json(10 * 1024 * 1024).length;
            default -> Double.NaN;
        };
    }

    private void figures() {
        Table table = new Table(
                "",
                "route",
                "calls/s",
                "p50 µs",
                "client CPU s/10,000",
                "proxy CPU",
                "all CPU",
                "bytes in client",
                "n");
        for (String route : ProxyHarness.routes()) {
            for (Workload workload : ProxyHarness.workloads(route)) {
                for (String middle : ProxyHarness.middles(route)) {
                    figures(table, workload, route + middle);
                }
            }
        }
        table.print(out);
    }

    private void figures(Table table, Workload workload, String route) {
        String kind = workload.label();
        table.row(
                workload.title(),
                route,
                median(route, kind, Calls.PER_SECOND),
                median(route, kind, Calls.P50_MICROS),
                median(route, kind, Calls.CPU),
                median(route, kind, RouteCalls.PROXY_CPU),
                median(route, kind, RouteCalls.ALL_CPU),
                median(route, kind, Calls.ALLOCATED),
                Integer.toString(samples.count(route, kind)));
    }

    private String median(String route, String kind, int figure) {
        return Table.number(samples.median(route, kind, figure));
    }
}
