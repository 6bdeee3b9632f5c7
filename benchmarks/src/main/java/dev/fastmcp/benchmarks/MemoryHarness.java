package dev.fastmcp.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The part of {@link Harness} that measures calls of a server in the same process. */
record MemoryHarness(Samples samples, boolean quick, int rounds) {

    static final List<String> CLIENTS =
            List.of("memory", "memory_modern", "memory_untimed", "memory_modern_untimed", "memory_modern_record");
    static final List<Workload> WORKLOADS = List.of(Workload.SEQUENTIAL, Workload.PLATFORM_64, Workload.RESULT_1_MIB);

    /** Only one tool has arguments that become a record. */
    static List<String> clients(Workload workload) {
        return workload == Workload.SEQUENTIAL
                ? CLIENTS
                : CLIENTS.stream().filter(client -> !client.endsWith("record")).toList();
    }

    void measure() {
        for (int round = 0; round < rounds; round++) {
            Map<String, Child> children = new LinkedHashMap<>();
            try {
                for (String client : CLIENTS) {
                    children.put(client, Child.start(Calls.class, Harness.WARM_JVM, List.of(client)));
                }
                for (Workload workload : WORKLOADS) {
                    System.err.printf(Locale.ROOT, "memory, round %d of %d: %s%n", round + 1, rounds, workload.title());
                    Map<String, Child> measured = new LinkedHashMap<>(children);
                    measured.keySet().retainAll(clients(workload));
                    new CallRounds(samples, quick).measure(workload, measured, "");
                }
            } finally {
                children.values().forEach(Child::close);
            }
        }
    }
}
