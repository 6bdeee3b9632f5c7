package dev.fastmcp.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures whole processes: each client in a JVM of its own, the clients taking turns, several rounds, medians of all. Prints tables, ratios first.
 *
 * <p>{@code --quick} does the least that shows anything, a few minutes. {@code --rounds N} sets how often the clients take turns. {@code --only calls},
 * {@code sessions}, {@code cold}, {@code http}, {@code memory}, {@code proxy} or {@code composite} leaves the others out.
 */
public final class Harness {

    private static final List<String> CLIENTS = List.of("raw", "fastmcp");
    static final List<Workload> WORKLOADS = List.of(
            Workload.SEQUENTIAL,
            Workload.VIRTUAL_64,
            Workload.PLATFORM_64,
            Workload.RESULT_64_KIB,
            Workload.RESULT_1_MIB,
            Workload.LIST);
    private static final List<String> COLD = List.of("raw", "fastmcp", "without-guice", "steps");

    /** Compiler threads that end would take their CPU time with them. */
    static final List<String> WARM_JVM = List.of("-Xms512m", "-Xmx512m", "-XX:-UseDynamicNumberOfCompilerThreads");

    private final Samples samples = new Samples();
    private final List<String> threads = new ArrayList<>();
    private final boolean quick;
    private final int rounds;

    private Harness(boolean quick, int rounds) {
        this.quick = quick;
        this.rounds = rounds;
    }

    /**
     * Measures and prints.
     *
     * @param args options
     */
    public static void main(String[] args) {
        List<String> options = List.of(args);
        boolean quick = options.contains("--quick");
        int rounds = Integer.parseInt(after("--rounds", options, quick ? "1" : "5"));
        String only = after("--only", options, "");
        new Harness(quick, rounds).measure(only);
    }

    private static String after(String option, List<String> options, String fallback) {
        int at = options.indexOf(option);
        return at < 0 || at + 1 == options.size() ? fallback : options.get(at + 1);
    }

    private void measure(String only) {
        System.out.printf(
                Locale.ROOT,
                "%d cores, %s, JDK %s; %d rounds%n%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                Runtime.version().feature(),
                rounds);
        Map<String, Runnable> parts = parts();
        if (!only.isEmpty() && !parts.containsKey(only)) {
            throw new IllegalArgumentException("There is no \"" + only + "\"; there are " + parts.keySet());
        }
        parts.forEach((name, part) -> {
            if (only.isEmpty() || only.equals(name)) {
                part.run();
            }
        });
    }

    /** By what {@code --only} calls them. */
    private Map<String, Runnable> parts() {
        Report report = new Report(samples, threads, System.out);
        Map<String, Runnable> parts = new LinkedHashMap<>();
        parts.put("calls", () -> {
            calls();
            report.calls();
        });
        parts.put("sessions", () -> {
            sessions();
            report.sessions();
        });
        parts.put("cold", () -> {
            coldStarts();
            report.coldStarts();
        });
        parts.put("http", () -> {
            new HttpHarness(samples, quick, rounds).measure();
            new HttpReport(samples, System.out).print();
        });
        parts.put("memory", () -> {
            new MemoryHarness(samples, quick, rounds).measure();
            new MemoryReport(samples, System.out).print();
        });
        parts.put("proxy", () -> {
            new ProxyHarness(samples, quick, rounds).measure();
            new ProxyReport(samples, System.out).print();
        });
        parts.put("composite", () -> {
            new CompositeHarness(samples, quick, rounds).measure();
            new CompositeReport(samples, System.out).print();
        });
        return parts;
    }

    private void calls() {
        for (int round = 0; round < rounds; round++) {
            Map<String, Child> children = new LinkedHashMap<>();
            try {
                for (String client : CLIENTS) {
                    children.put(client, Child.start(Calls.class, WARM_JVM, List.of(client)));
                }
                for (Workload workload : WORKLOADS) {
                    progress("calls, round %d of %d: %s", round + 1, rounds, workload.title());
                    new CallRounds(samples, quick).measure(workload, children, "");
                }
            } finally {
                children.values().forEach(Child::close);
            }
        }
    }

    private void sessions() {
        for (int round = 0; round < rounds; round++) {
            threads.clear();
            for (String client : CLIENTS) {
                progress("sessions, round %d of %d: %s", round + 1, rounds, client);
                List<String> args =
                        with(ServerCommand.quickStarting(), client, quick ? "2" : "4", quick ? "100" : "300");
                run(client, Child.start(Sessions.class, WARM_JVM, args));
            }
        }
    }

    private void run(String client, Child started) {
        try (Child child = started) {
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                collect(client, line);
                if (line.startsWith(Sessions.THREADS)) {
                    threads.add(client + line.substring(Sessions.THREADS.length()));
                }
            }
        }
    }

    private void coldStarts() {
        int runs = quick ? 9 : 21;
        List<String> server = ServerCommand.quickStarting();
        progress("cold starts, %d of each", runs);
        for (int run = 0; run < runs; run++) {
            for (String variant : COLD) {
                long start = System.nanoTime();
                try (Child child = Child.start(ColdStart.class, List.of(), with(server, variant))) {
                    if (!ColdStart.FIRST.equals(child.readLine())) {
                        throw new IllegalStateException("no result from " + variant);
                    }
                    samples.add(variant, Sample.of(ColdStart.FIRST, (System.nanoTime() - start) / 1e6));
                    for (String line = child.readLine(); line != null; line = child.readLine()) {
                        collect(variant, line);
                    }
                }
            }
        }
    }

    private void progress(String format, Object... args) {
        System.err.printf(Locale.ROOT, format + "%n", args);
    }

    private static List<String> with(List<String> server, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(server);
        return all;
    }

    private void collect(String client, String line) {
        if (Sample.isSample(line)) {
            samples.add(client, Sample.parse(line));
        }
    }
}
