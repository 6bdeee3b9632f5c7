package dev.fastmcp.benchmarks;

import java.util.List;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Single calls over HTTP on one session, in JMH's terms. Run with {@code -prof gc} for allocation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class HttpBenchmark {

    /** The client. */
    @Param({"socket", "http", "http_modern", "java_sdk"})
    public String client = "socket";

    /** The form of the answers. */
    @Param({"json", "events"})
    public String form = "json";

    private @Nullable BenchmarkServer server;
    private @Nullable BenchmarkClient session;

    /** Starts the server and connects. */
    @Setup
    public void connect() {
        ClientKind kind = ClientKind.of(client);
        server = BenchmarkServer.of(kind, List.of(form));
        session = kind.connect(server.target());
    }

    /** Disconnects and ends the server. */
    @TearDown
    public void close() {
        session().close();
        Objects.requireNonNull(server, "server").close();
    }

    /** One caller, 100 bytes. */
    @Benchmark
    public void echo() {
        Workload.SEQUENTIAL.run(session());
    }

    /** 64 callers on platform threads. */
    @Benchmark
    @Threads(64)
    public void echo64Platform() {
        Workload.PLATFORM_64.run(session());
    }

    /** 64 callers on virtual threads. */
    @Benchmark
    @Threads(64)
    @Fork(value = 1, jvmArgsAppend = "-Djmh.executor=VIRTUAL")
    public void echo64Virtual() {
        Workload.VIRTUAL_64.run(session());
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
