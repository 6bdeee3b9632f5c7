package dev.fastmcp.benchmarks;

import dev.fastmcp.api.Era;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Single calls of a server in the same process, in JMH's terms. Run with {@code -prof gc} for allocation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class MemoryBenchmark {

    /** What client and server speak. */
    @Param({"LEGACY", "MODERN"})
    public Era era = Era.LEGACY;

    /** The timeout of a call in seconds; zero for none. */
    @Param({"60", "0"})
    public int timeout = 60;

    private @Nullable BenchmarkClient session;

    /** Connects. */
    @Setup
    public void connect() {
        session = MemoryServer.connect(era, Duration.ofSeconds(timeout));
    }

    /** Disconnects. */
    @TearDown
    public void close() {
        session().close();
    }

    /** 100 bytes. */
    @Benchmark
    public void echo() {
        Workload.SEQUENTIAL.run(session());
    }

    /** 1 MiB of text. */
    @Benchmark
    public void result1MiB() {
        Workload.RESULT_1_MIB.run(session());
    }

    private BenchmarkClient session() {
        return Objects.requireNonNull(session, "session");
    }
}
