package dev.fastmcp.it.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Sixteen threads that ask at the same time. */
final class Crowd {

    private static final int THREADS = 16;

    private Crowd() {}

    /** Runs the question so many times on each thread, each time with another number; throws what the first failure threw. */
    static void ask(int timesPerThread, IntConsumer question) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int base = 1000 * thread;
                running.add(threads.submit(
                        () -> IntStream.range(base, base + timesPerThread).forEach(question)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }
}
