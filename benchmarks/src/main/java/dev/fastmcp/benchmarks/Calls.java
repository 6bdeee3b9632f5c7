package dev.fastmcp.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** The child process that makes calls. It is told when, so that the clients can take turns, block by block, while all are warm. */
final class Calls {

    /** Places in a sample. */
    static final int PER_SECOND = 0;

    static final int P50_MICROS = 1;
    static final int CPU = 2;
    static final int CPU_WITH_COMPILER = 3;
    static final int ALLOCATED = 4;
    static final int FAILED = 5;
    static final int COUNT = 6;

    private final BenchmarkClient client;
    private final Workload workload;
    private final LongAdder failed = new LongAdder();

    private Calls(BenchmarkClient client, Workload workload) {
        this.client = client;
        this.workload = workload;
    }

    /**
     * Connects, and does what the lines of the input say: the label of a workload and a number of calls. For each it prints a {@link Sample}.
     *
     * @param args the client; over HTTP, the form of the answers too
     * @throws IOException if the input breaks
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ClientKind kind = ClientKind.of(args[0]);
        List<String> wanted = kind.http() ? List.of(args[1]) : ServerCommand.echo();
        try (BenchmarkServer server = BenchmarkServer.of(kind, wanted);
                BenchmarkClient client = kind.connect(server.target())) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] order = line.split(" ");
                Sample sample = block(client, Workload.of(order[0]), Integer.parseInt(order[1]));
                System.out.println(sample.toLine());
            }
        }
    }

    static Sample block(BenchmarkClient client, Workload workload, int calls) throws InterruptedException {
        return new Calls(client, workload).block(calls);
    }

    private Sample block(int calls) throws InterruptedException {
        int each = Math.max(1, calls / workload.threads());
        long[] latencies = new long[each * workload.threads()];
        Usage used = workload.threads() == 1 ? callHere(latencies) : callFromThreads(latencies, each);
        Arrays.sort(latencies);
        double count = latencies.length;
        return Sample.of(
                workload.label(),
                count * 1e9 / used.nanos(),
                latencies[latencies.length / 2] / 1e3,
                (used.threadNanos() - used.compilerNanos()) / 1e5 / count,
                used.threadNanos() / 1e5 / count,
                used.allocatedBytes() / count,
                failed.sum(),
                count);
    }

    private Usage callHere(long[] latencies) {
        Usage start = Usage.now();
        call(latencies, 0, latencies.length);
        return Usage.now().since(start);
    }

    /** The threads do not end before the second look, or else their CPU time would be gone with them. */
    private Usage callFromThreads(long[] latencies, int each) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(workload.threads());
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < workload.threads(); i++) {
            int from = i * each;
            threads.add(workload.threadFactory().newThread(() -> {
                awaitUninterrupted(go);
                call(latencies, from, each);
                done.countDown();
                awaitUninterrupted(end);
            }));
        }
        threads.forEach(Thread::start);
        Usage start = Usage.now();
        go.countDown();
        done.await();
        Usage used = Usage.now().since(start);
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return used;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void call(long[] latencies, int from, int count) {
        for (int i = from; i < from + count; i++) {
            long start = System.nanoTime();
            boolean right;
            try {
                right = workload.call(client);
            } catch (RuntimeException e) {
                right = false;
            }
            latencies[i] = System.nanoTime() - start;
            if (!right) {
                failed.increment();
            }
        }
    }
}
