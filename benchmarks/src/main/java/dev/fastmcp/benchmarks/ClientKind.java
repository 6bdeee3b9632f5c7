package dev.fastmcp.benchmarks;

import java.util.List;
import java.util.Locale;

/** The clients that are compared. */
enum ClientKind {
    /** The limit: a pipe written by hand. */
    RAW {
        @Override
        BenchmarkClient connect(List<String> server) {
            return RawPipe.connect(server);
        }
    },
    /** This library. */
    FASTMCP {
        @Override
        BenchmarkClient connect(List<String> server) {
            return FastMcpClient.connect(server);
        }
    };

    /** Starts a server, connects to it and shakes hands. */
    abstract BenchmarkClient connect(List<String> server);

    static ClientKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
