package dev.fastmcp.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The child process that keeps many sessions open at a time: prints what each of them holds. Only Linux tells. */
final class IdleSessions {

    /** Places in a sample. */
    static final int THREADS = 0;

    static final int HEAP_KIB = 1;
    static final int RESIDENT_KIB = 2;
    static final int FILES = 3;

    static final String IDLE = "idle";

    /** Opened before, and kept: what is loaded and compiled for the first ones belongs to none. */
    private static final int FIRST = 100;

    private record Held(double threads, double heapKib, double residentKib, double files) {

        static Held now() throws IOException {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            String[] memory = Files.readString(Path.of("/proc/self/statm"), StandardCharsets.US_ASCII)
                    .split(" ");
            return new Held(
                    count("task"),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0,
                    Long.parseLong(memory[1]) * 4.0,
                    count("fd"));
        }

        private static int count(String folder) {
            String[] names = new File("/proc/self", folder).list();
            return names == null ? 0 : names.length;
        }
    }

    private IdleSessions() {}

    /**
     * Runs.
     *
     * @param args the client; how many sessions; the form of the answers
     * @throws IOException if the system tells nothing
     */
    public static void main(String[] args) throws IOException {
        ClientKind kind = ClientKind.of(args[0]);
        int count = Integer.parseInt(args[1]);
        List<BenchmarkClient> sessions = new ArrayList<>(FIRST + count);
        try (BenchmarkServer server = BenchmarkServer.of(kind, List.of(args[2]))) {
            open(kind, server, FIRST, sessions);
            Held before = Held.now();
            open(kind, server, count, sessions);
            Held after = Held.now();
            System.out.println(Sample.of(
                            IDLE,
                            (after.threads() - before.threads()) / count,
                            (after.heapKib() - before.heapKib()) / count,
                            (after.residentKib() - before.residentKib()) / count,
                            (after.files() - before.files()) / count)
                    .toLine());
            sessions.forEach(BenchmarkClient::close);
        }
    }

    private static void open(ClientKind kind, BenchmarkServer server, int count, List<BenchmarkClient> sessions) {
        for (int i = 0; i < count; i++) {
            BenchmarkClient session = kind.connect(server.target());
            session.echo("hello");
            sessions.add(session);
        }
    }
}
