package dev.fastmcp.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The child process that opens and closes sessions: prints what one costs, and which threads idle ones hold. */
final class Sessions {

    /** Places in a sample of kind {@link #OPENED}. */
    static final int CPU_MILLIS = 0;

    static final int CPU_MILLIS_WITH_COMPILER = 1;
    static final int P50_MILLIS = 2;
    static final int PER_SECOND = 3;

    static final String OPENED = "sessions";
    static final String THREADS = "threads";

    private static final int BLOCK = 100;
    private static final int IDLE = 8;

    private Sessions() {}

    /**
     * Runs.
     *
     * @param args the client; how many blocks; how many sessions to warm up with; the server's command, over HTTP the form of the answers
     */
    public static void main(String[] args) {
        ClientKind kind = ClientKind.of(args[0]);
        int blocks = Integer.parseInt(args[1]);
        try (BenchmarkServer running = BenchmarkServer.of(kind, List.of(args).subList(3, args.length))) {
            List<String> server = running.target();
            open(kind, server, Integer.parseInt(args[2]));
            for (int i = 0; i < blocks; i++) {
                System.out.println(open(kind, server, BLOCK).toLine());
            }
            printThreads(kind, server);
        }
    }

    private static Sample open(ClientKind kind, List<String> server, int count) {
        long[] nanos = new long[count];
        Usage start = Usage.now();
        for (int i = 0; i < count; i++) {
            long before = System.nanoTime();
            kind.connect(server).close();
            nanos[i] = System.nanoTime() - before;
        }
        Usage used = Usage.now().since(start);
        Arrays.sort(nanos);
        return Sample.of(
                OPENED,
                (used.processNanos() - used.compilerNanos()) / 1e6 / count,
                used.processNanos() / 1e6 / count,
                nanos[count / 2] / 1e6,
                count * 1e9 / used.nanos());
    }

    /** What stays when sessions are added belongs to them; what is there for one session already and not for more of them is shared. */
    private static void printThreads(ClientKind kind, List<String> server) {
        List<BenchmarkClient> sessions = new ArrayList<>();
        try {
            sessions.add(used(kind.connect(server)));
            Map<String, Integer> one = threads();
            while (sessions.size() <= IDLE) {
                sessions.add(used(kind.connect(server)));
            }
            Map<String, Integer> all = threads();
            all.forEach((name, count) -> {
                int added = count - one.getOrDefault(name, 0);
                if (added >= IDLE) {
                    System.out.println(THREADS + ' ' + name + " x" + added / IDLE);
                }
            });
        } finally {
            sessions.forEach(BenchmarkClient::close);
        }
    }

    private static BenchmarkClient used(BenchmarkClient client) {
        client.echo("hello");
        return client;
    }

    /** Counts platform threads by name, numbers left out. */
    private static Map<String, Integer> threads() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            counts.merge(thread.getName().replaceAll("[0-9]+", "N").replace(' ', '_'), 1, Integer::sum);
        }
        return counts;
    }
}
