package dev.fastmcp.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The part of {@link Harness} that measures over HTTP. */
final class HttpHarness {

    static final List<String> CLIENTS = List.of("socket", "http", "http_modern", "java_sdk");
    static final List<String> FORMS = List.of("json", "events");
    static final List<Workload> WORKLOADS =
            List.of(Workload.SEQUENTIAL, Workload.VIRTUAL_64, Workload.PLATFORM_64, Workload.RESULT_1_MIB);

    /** A heap that may grow, so that it tells what sessions need. */
    private static final List<String> IDLE_JVM = List.of("-Xms64m", "-Xmx2g");

    private final Samples samples;
    private final boolean quick;
    private final int rounds;

    HttpHarness(Samples samples, boolean quick, int rounds) {
        this.samples = samples;
        this.quick = quick;
        this.rounds = rounds;
    }

    void measure() {
        for (int round = 0; round < rounds; round++) {
            for (String form : FORMS) {
                calls(round, form);
            }
            for (String client : CLIENTS) {
                progress("sessions", round, client);
                collect(client, Child.start(Sessions.class, Harness.WARM_JVM, sessionArgs(client)));
                List<String> idle = List.of(client, client.equals("java_sdk") ? "300" : "1000", FORMS.get(0));
                collect(client, Child.start(IdleSessions.class, IDLE_JVM, idle));
            }
        }
    }

    private void calls(int round, String form) {
        Map<String, Child> children = new LinkedHashMap<>();
        try {
            for (String client : CLIENTS) {
                children.put(client, Child.start(Calls.class, Harness.WARM_JVM, List.of(client, form)));
            }
            for (Workload workload : WORKLOADS) {
                progress(form, round, workload.title());
                new CallRounds(samples, quick).measure(workload, children, form + '.');
            }
        } finally {
            children.values().forEach(Child::close);
        }
    }

    private List<String> sessionArgs(String client) {
        boolean slow = client.equals("java_sdk");
        return List.of(client, quick ? "2" : "4", slow ? "200" : "2000", FORMS.get(0));
    }

    private void collect(String client, Child started) {
        try (Child child = started) {
            for (String line = child.readLine(); line != null; line = child.readLine()) {
                if (Sample.isSample(line)) {
                    samples.add(client, Sample.parse(line));
                }
            }
        }
    }

    private void progress(String what, int round, String detail) {
        System.err.printf(Locale.ROOT, "HTTP, %s, round %d of %d: %s%n", what, round + 1, rounds, detail);
    }
}
