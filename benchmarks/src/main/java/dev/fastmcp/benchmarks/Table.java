package dev.fastmcp.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table that reads well in a terminal and in Markdown. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(List.of(header));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** Shows three digits. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    void print(PrintStream out) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        print(out, rows.get(0), widths);
        StringBuilder rule = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            rule.append(' ')
                    .append("-".repeat(i == 0 ? widths[i] : widths[i] - 1))
                    .append(i == 0 ? " |" : ": |");
        }
        out.println(rule);
        rows.stream().skip(1).forEach(row -> print(out, row, widths));
        out.println();
    }

    private static void print(PrintStream out, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(' ')
                    .append(i == 0 ? row.get(i) + padding : padding + row.get(i))
                    .append(" |");
        }
        out.println(line);
    }
}
