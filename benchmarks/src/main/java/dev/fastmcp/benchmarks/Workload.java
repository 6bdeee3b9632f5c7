package dev.fastmcp.benchmarks;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;

/** What is done over and over, by how many threads. */
enum Workload {
    SEQUENTIAL("echo of 100 bytes, one at a time", 1, 10_000, 120_000),
    VIRTUAL_64("echo, 64 virtual threads", 64, 19_200, 192_000),
    PLATFORM_64("echo, 64 platform threads", 64, 19_200, 96_000),
    RESULT_64_KIB("result of 64 KiB", 1, 600, 3_000),
    RESULT_1_MIB("result of 1 MiB", 1, 50, 400),
    RESULT_10_MIB("result of 10 MiB", 1, 10, 60),
    LIST("tools/list of 20", 1, 1_000, 12_000);

    private static final String TEXT = LargeText.plain(100);
    private static final int KIB = 1024;

    private final String title;
    private final int threads;
    private final int blockCalls;
    private final int warmUpCalls;

    Workload(String title, int threads, int blockCalls, int warmUpCalls) {
        this.title = title;
        this.threads = threads;
        this.blockCalls = blockCalls;
        this.warmUpCalls = warmUpCalls;
    }

    static Workload of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    int threads() {
        return threads;
    }

    int blockCalls() {
        return blockCalls;
    }

    int warmUpCalls() {
        return warmUpCalls;
    }

    ThreadFactory threadFactory() {
        return this == PLATFORM_64
                ? Thread.ofPlatform().daemon().name("caller-", 0).factory()
                : Thread.ofVirtual().name("caller-", 0).factory();
    }

    /** Makes one call whose result must be the right one. */
    void run(BenchmarkClient client) {
        if (!call(client)) {
            throw new IllegalStateException("wrong result of " + label());
        }
    }

    /** Makes one call and tells whether its result is the right one. */
    boolean call(BenchmarkClient client) {
        return switch (this) {
            case SEQUENTIAL, VIRTUAL_64, PLATFORM_64 -> client.echo(TEXT).equals(TEXT);
            case RESULT_64_KIB -> client.big(64 * KIB).length() == 64 * KIB;
            case RESULT_1_MIB -> client.big(KIB * KIB).length() == KIB * KIB;
            case RESULT_10_MIB -> client.big(10 * KIB * KIB).length() == 10 * KIB * KIB;
            case LIST -> client.listTools() == SampleTools.COUNT;
        };
    }
}
