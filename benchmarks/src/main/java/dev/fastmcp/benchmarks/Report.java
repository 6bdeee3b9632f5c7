package dev.fastmcp.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints what was measured. */
record Report(Samples samples, List<String> threads, PrintStream out) {

    private static final String RAW = "raw";
    private static final String FASTMCP = "fastmcp";

    void calls() {
        Table ratios =
                new Table("fastmcp / raw", "CPU a call", "CPU with JIT", "calls/s", "allocation", "failed calls");
        Table figures = new Table(
                "", "client", "calls/s", "p50 µs", "CPU s/10,000", "with JIT", "bytes a call", "failed", "blocks");
        for (Workload workload : Harness.WORKLOADS) {
            String kind = workload.label();
            ratios.row(
                    workload.title(),
                    Table.number(samples.ratio(FASTMCP, RAW, kind, Calls.CPU)),
                    Table.number(samples.ratio(FASTMCP, RAW, kind, Calls.CPU_WITH_COMPILER)),
                    Table.number(samples.ratio(FASTMCP, RAW, kind, Calls.PER_SECOND)),
                    Table.number(samples.ratio(FASTMCP, RAW, kind, Calls.ALLOCATED)),
                    samples.failed(FASTMCP, kind));
            calls(figures, workload, RAW);
            calls(figures, workload, FASTMCP);
        }
        ratios.print(out);
        figures.print(out);
    }

    private void calls(Table table, Workload workload, String client) {
        String kind = workload.label();
        table.row(
                workload.title(),
                client,
                median(client, kind, Calls.PER_SECOND),
                median(client, kind, Calls.P50_MICROS),
                median(client, kind, Calls.CPU),
                median(client, kind, Calls.CPU_WITH_COMPILER),
                median(client, kind, Calls.ALLOCATED),
                samples.failed(client, kind),
                Integer.toString(samples.count(client, kind)));
    }

    void sessions() {
        Table table = new Table("connect and close", "CPU ms", "CPU ms with JIT", "p50 ms", "sessions/s");
        for (String client : List.of(RAW, FASTMCP)) {
            table.row(
                    client,
                    median(client, Sessions.OPENED, Sessions.CPU_MILLIS),
                    median(client, Sessions.OPENED, Sessions.CPU_MILLIS_WITH_COMPILER),
                    median(client, Sessions.OPENED, Sessions.P50_MILLIS),
                    median(client, Sessions.OPENED, Sessions.PER_SECOND));
        }
        table.row(
                "fastmcp / raw",
                ratio(Sessions.OPENED, Sessions.CPU_MILLIS),
                ratio(Sessions.OPENED, Sessions.CPU_MILLIS_WITH_COMPILER),
                ratio(Sessions.OPENED, Sessions.P50_MILLIS),
                ratio(Sessions.OPENED, Sessions.PER_SECOND));
        table.print(out);
        out.println("Threads of an idle session:");
        threads.forEach(line -> out.println("  " + line));
        out.println();
    }

    void coldStarts() {
        Table table = new Table(
                "cold start to the first result", "ms", "÷ raw", "CPU ms", "÷ raw", "without JIT", "÷ raw", "runs");
        for (String variant : List.of(RAW, FASTMCP, "without-guice")) {
            List<String> cells = new ArrayList<>(List.of(variant));
            addCold(cells, (kind, figure) -> samples.median(variant, kind, figure));
            cells.add(Integer.toString(samples.count(variant, ColdStart.FIRST)));
            table.row(cells.toArray(String[]::new));
        }
        List<String> share = new ArrayList<>(List.of("share of Guice"));
        addCold(
                share,
                (kind, figure) ->
                        samples.median(FASTMCP, kind, figure) - samples.median("without-guice", kind, figure));
        share.add("");
        table.row(share.toArray(String[]::new));
        table.print(out);
        Table steps = new Table("step of fastmcp, in order", "ms");
        for (String step : ColdStart.STEPS) {
            steps.row(step, median("steps", step, 0));
        }
        steps.print(out);
    }

    private interface Median {
        double of(String kind, int figure);
    }

    private void addCold(List<String> cells, Median median) {
        addCold(cells, median, ColdStart.FIRST, 0);
        addCold(cells, median, ColdStart.CPU, 0);
        addCold(cells, median, ColdStart.CPU, 1);
    }

    private void addCold(List<String> cells, Median median, String kind, int figure) {
        double value = median.of(kind, figure);
        cells.add(Table.number(value));
        cells.add(Table.number(value / samples.median(RAW, kind, figure)));
    }

    private String median(String client, String kind, int figure) {
        return Table.number(samples.median(client, kind, figure));
    }

    private String ratio(String kind, int figure) {
        return Table.number(samples.ratio(FASTMCP, RAW, kind, figure));
    }
}
