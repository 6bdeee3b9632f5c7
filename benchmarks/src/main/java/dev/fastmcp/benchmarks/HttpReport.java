package dev.fastmcp.benchmarks;

import java.io.PrintStream;

/** Prints what was measured over HTTP. */
record HttpReport(Samples samples, PrintStream out) {

    private static final String SOCKET = "socket";
    private static final String SDK = "java_sdk";

    void print() {
        ratios();
        figures();
        sessions();
    }

    private void ratios() {
        Table table = new Table(
                "fastmcp over HTTP",
                "answers",
                "era",
                "CPU ÷ socket",
                "CPU, SDK ÷ fastmcp",
                "with JIT ÷ socket",
                "calls/s ÷ socket",
                "bytes a call",
                "failed");
        for (Workload workload : HttpHarness.WORKLOADS) {
            for (String form : HttpHarness.FORMS) {
                String kind = form + '.' + workload.label();
                for (String client : new String[] {"http", "http_modern"}) {
                    table.row(
                            workload.title(),
                            form,
                            client.equals("http") ? "legacy" : "modern",
                            ratio(client, SOCKET, kind, Calls.CPU),
                            ratio(SDK, client, kind, Calls.CPU),
                            ratio(client, SOCKET, kind, Calls.CPU_WITH_COMPILER),
                            ratio(client, SOCKET, kind, Calls.PER_SECOND),
                            median(client, kind, Calls.ALLOCATED),
                            samples.failed(client, kind));
                }
            }
        }
        table.print(out);
    }

    private void figures() {
        Table table = new Table(
                "",
                "answers",
                "client",
                "calls/s",
                "p50 µs",
                "CPU s/10,000",
                "with JIT",
                "bytes a call",
                "failed",
                "n");
        for (Workload workload : HttpHarness.WORKLOADS) {
            for (String form : HttpHarness.FORMS) {
                String kind = form + '.' + workload.label();
                for (String client : HttpHarness.CLIENTS) {
                    table.row(
                            workload.title(),
                            form,
                            client,
                            median(client, kind, Calls.PER_SECOND),
                            median(client, kind, Calls.P50_MICROS),
                            median(client, kind, Calls.CPU),
                            median(client, kind, Calls.CPU_WITH_COMPILER),
                            median(client, kind, Calls.ALLOCATED),
                            samples.failed(client, kind),
                            Integer.toString(samples.count(client, kind)));
                }
            }
        }
        table.print(out);
    }

    private void sessions() {
        Table table = new Table(
                "sessions over HTTP",
                "connect and close: CPU ms",
                "with JIT",
                "p50 ms",
                "idle: threads",
                "heap KiB",
                "resident KiB",
                "files");
        for (String client : HttpHarness.CLIENTS) {
            table.row(
                    client,
                    median(client, Sessions.OPENED, Sessions.CPU_MILLIS),
                    median(client, Sessions.OPENED, Sessions.CPU_MILLIS_WITH_COMPILER),
                    median(client, Sessions.OPENED, Sessions.P50_MILLIS),
                    median(client, IdleSessions.IDLE, IdleSessions.THREADS),
                    median(client, IdleSessions.IDLE, IdleSessions.HEAP_KIB),
                    median(client, IdleSessions.IDLE, IdleSessions.RESIDENT_KIB),
                    median(client, IdleSessions.IDLE, IdleSessions.FILES));
        }
        table.print(out);
    }

    private String ratio(String who, String other, String kind, int figure) {
        return Table.number(samples.ratio(who, other, kind, figure));
    }

    private String median(String client, String kind, int figure) {
        return Table.number(samples.median(client, kind, figure));
    }
}
