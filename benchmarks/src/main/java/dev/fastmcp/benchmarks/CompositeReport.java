package dev.fastmcp.benchmarks;

import java.io.PrintStream;

/** Prints what was measured with several servers. */
record CompositeReport(Samples samples, PrintStream out) {

    void print() {
        connects();
        calls();
    }

    private void connects() {
        Table table = new Table("connect", "p50 ms", "÷ one server", "CPU ms, closing included", "÷ one server", "n");
        for (String label : CompositeHarness.OVER_HTTP) {
            connect(table, label, "http.1");
        }
        for (String label : CompositeHarness.FAR_AWAY) {
            connect(table, label, "far.1");
        }
        for (String label : CompositeHarness.ON_STDIO) {
            connect(table, label, "stdio.1");
        }
        for (String label : CompositeHarness.RAW_OVER_HTTP) {
            connect(table, label, CompositeHarness.RAW_OVER_HTTP.get(0));
        }
        for (String label : CompositeHarness.RAW_ON_STDIO) {
            connect(table, label, CompositeHarness.RAW_ON_STDIO.get(0));
        }
        table.print(out);
    }

    private void connect(Table table, String label, String one) {
        String kind = Composite.CONNECT;
        table.row(
                label,
                Table.number(samples.median(label, kind, Composite.P50_MILLIS)),
                Table.number(samples.ratio(label, one, kind, Composite.P50_MILLIS)),
                Table.number(samples.median(label, kind, Composite.CPU_MILLIS)),
                Table.number(samples.ratio(label, one, kind, Composite.CPU_MILLIS)),
                Integer.toString(samples.count(label, kind)));
    }

    private void calls() {
        Table table = new Table(
                "echo of 100 bytes, one at a time",
                "p50 µs",
                "÷ plain client",
                "CPU s/10,000",
                "÷ plain client",
                "bytes a call",
                "requests a call",
                "failed calls",
                "n");
        String kind = Workload.SEQUENTIAL.label();
        String plain = CompositeHarness.PLAIN;
        for (String label : CompositeHarness.OVER_HTTP) {
            table.row(
                    label,
                    Table.number(samples.median(label, kind, Calls.P50_MICROS)),
                    Table.number(samples.ratio(label, plain, kind, Calls.P50_MICROS)),
                    Table.number(samples.median(label, kind, Calls.CPU)),
                    Table.number(samples.ratio(label, plain, kind, Calls.CPU)),
                    Table.number(samples.median(label, kind, Calls.ALLOCATED)),
                    Table.number(samples.median(label, kind, Composite.REQUESTS)),
                    samples.failed(label, kind),
                    Integer.toString(samples.count(label, kind)));
        }
        table.print(out);
    }
}
