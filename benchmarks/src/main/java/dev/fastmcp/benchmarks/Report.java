package dev.fastmcp.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what was measured. */
record Report(Samples samples, List<String> threads, PrintStream out) {

    private static final String RAW = "raw";
    private static final String FASTMCP = "fastmcp";

    void calls() {
        Table ratios =
                new Table("fastmcp / raw", "CPU a call", "CPU with JIT", "calls/s", "allocation", "failed calls");
        Table figures = new Table(
                "", "client", "calls/s", "p50 µs", "CPU s/10,000", "with JIT", "bytes a call", "failed", "blocks");
        for (Workload workload : Workload.values()) {
            String kind = workload.label();
            ratios.row(
                    workload.title(),
                    Table.number(samples.ratio(kind, Calls.CPU)),
                    Table.number(samples.ratio(kind, Calls.CPU_WITH_COMPILER)),
                    Table.number(samples.ratio(kind, Calls.PER_SECOND)),
                    Table.number(samples.ratio(kind, Calls.ALLOCATED)),
                    failed(FASTMCP, kind));
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
                failed(client, kind),
                Integer.toString(samples.count(client, kind)));
    }

    private String failed(String client, String kind) {
        return String.format(
                Locale.ROOT,
                "%.0f of %.0f",
                samples.sum(client, kind, Calls.FAILED),
                samples.sum(client, kind, Calls.COUNT));
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
        Table table = new Table("cold start to the first result", "ms", "÷ raw", "CPU ms", "÷ raw", "runs");
        for (String variant : List.of(RAW, FASTMCP, "without-guice")) {
            table.row(
                    variant,
                    median(variant, ColdStart.FIRST, 0),
                    Table.number(samples.median(variant, ColdStart.FIRST, 0) / samples.median(RAW, ColdStart.FIRST, 0)),
                    median(variant, ColdStart.CPU, 0),
                    Table.number(samples.median(variant, ColdStart.CPU, 0) / samples.median(RAW, ColdStart.CPU, 0)),
                    Integer.toString(samples.count(variant, ColdStart.FIRST)));
        }
        table.row(
                "share of Guice",
                share(ColdStart.FIRST),
                share(ColdStart.FIRST, RAW),
                share(ColdStart.CPU),
                share(ColdStart.CPU, RAW),
                "");
        table.print(out);
        Table steps = new Table("step of fastmcp, in order", "ms");
        for (String step : ColdStart.STEPS) {
            steps.row(step, median("steps", step, 0));
        }
        steps.print(out);
    }

    private double guice(String kind) {
        return samples.median(FASTMCP, kind, 0) - samples.median("without-guice", kind, 0);
    }

    private String share(String kind) {
        return Table.number(guice(kind));
    }

    private String share(String kind, String client) {
        return Table.number(guice(kind) / samples.median(client, kind, 0));
    }

    private String median(String client, String kind, int figure) {
        return Table.number(samples.median(client, kind, figure));
    }

    private String ratio(String kind, int figure) {
        return Table.number(samples.ratio(kind, figure));
    }
}
