package dev.fastmcp.benchmarks;

import java.io.PrintStream;

/** Prints what was measured with a server in the same process. */
record MemoryReport(Samples samples, PrintStream out) {

    void print() {
        Table table = new Table(
                "server in the same process",
                "era",
                "timeout",
                "arguments",
                "p50 µs",
                "CPU µs",
                "with JIT",
                "calls/s",
                "bytes a call",
                "failed calls",
                "n");
        for (Workload workload : MemoryHarness.WORKLOADS) {
            for (String client : MemoryHarness.clients(workload)) {
                String kind = workload.label();
                table.row(
                        workload.title(),
                        client.contains("modern") ? "modern" : "legacy",
                        client.contains("untimed") ? "none" : "60 s",
                        client.contains("record") ? "record" : "map",
                        median(client, kind, Calls.P50_MICROS, 1),
                        median(client, kind, Calls.CPU, 100),
                        median(client, kind, Calls.CPU_WITH_COMPILER, 100),
                        median(client, kind, Calls.PER_SECOND, 1),
                        median(client, kind, Calls.ALLOCATED, 1),
                        samples.failed(client, kind),
                        Integer.toString(samples.count(client, kind)));
            }
        }
        table.print(out);
    }

    private String median(String client, String kind, int figure, int unit) {
        return Table.number(unit * samples.median(client, kind, figure));
    }
}
