package dev.fastmcp.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client connects to: a command that it starts itself, or the address of an {@link HttpEchoServer} that runs in a process of its own until this is closed. */
record BenchmarkServer(List<String> target, @Nullable Process process) implements AutoCloseable {

    /**
     * Makes it ready.
     *
     * @param wanted a command, or for clients over HTTP the form of the answers, {@code json} or {@code events}
     */
    static BenchmarkServer of(ClientKind kind, List<String> wanted) {
        return kind.http()
                ? overHttp(ServerCommand.http(), kind.path(wanted.get(0)))
                : new BenchmarkServer(wanted, null);
    }

    /** Starts an {@link HttpEchoServer}. */
    static BenchmarkServer overHttp(List<String> command, String path) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String port = process.inputReader().readLine();
            return new BenchmarkServer(List.of("http://127.0.0.1:" + port + path), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many requests a server over HTTP has had; 0 of others. */
    long requests() {
        if (process == null) {
            return 0;
        }
        try {
            process.outputWriter().write('\n');
            process.outputWriter().flush();
            return Long.parseLong(process.inputReader().readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
