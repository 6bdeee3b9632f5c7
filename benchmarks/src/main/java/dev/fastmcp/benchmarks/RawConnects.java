package dev.fastmcp.benchmarks;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The limit for a client of several servers: so many clients written by hand that connect at the same time. */
record RawConnects(List<BenchmarkClient> clients) implements AutoCloseable {

    /** Connects them all; they speak the legacy era. */
    static RawConnects open(ClientKind kind, List<String> server, int count) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<BenchmarkClient>> connecting = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() -> kind.connect(server)))
                    .toList();
            return new RawConnects(
                    connecting.stream().map(RawConnects::connected).toList());
        }
    }

    private static BenchmarkClient connected(Future<BenchmarkClient> client) {
        try {
            return client.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            clients.forEach(client -> threads.execute(client::close));
        }
    }
}
