package dev.fastmcp.benchmarks;

import dev.fastmcp.api.Era;
import dev.fastmcp.transport.http.StreamableHttpTransport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The clients that are compared. */
enum ClientKind {
    /** The limit on stdio: a pipe written by hand. */
    RAW("") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return RawPipe.connect(server);
        }
    },
    /** This library on stdio. */
    FASTMCP("") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return FastMcpClient.connect(server);
        }
    },
    /** The limit over HTTP: a socket written by hand. */
    SOCKET("/legacy/") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return RawSocket.connect(server.get(0));
        }
    },
    /** This library over HTTP, with a server of the legacy era. */
    HTTP("/legacy/") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return FastMcpClient.connect(StreamableHttpTransport.of(server.get(0)));
        }
    },
    /** This library over HTTP, with a server of the modern era. */
    HTTP_MODERN("/modern/") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return HTTP.connect(server);
        }
    },
    /** This library with a server in the same process, of the legacy era. */
    MEMORY("") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return MemoryServer.connect(Era.LEGACY, MemoryServer.USUAL_TIMEOUT);
        }
    },
    /** The same in the modern era. */
    MEMORY_MODERN("") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return MemoryServer.connect(Era.MODERN, MemoryServer.USUAL_TIMEOUT);
        }
    },
    /** {@link #MEMORY_MODERN} with a tool whose arguments become a record. */
    MEMORY_MODERN_RECORD("") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return MemoryServer.connectForRecords();
        }
    },
    /** {@link #MEMORY} with calls that have no timeout. */
    MEMORY_UNTIMED("") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return MemoryServer.connect(Era.LEGACY, Duration.ZERO);
        }
    },
    /** {@link #MEMORY_MODERN} with calls that have no timeout. */
    MEMORY_MODERN_UNTIMED("") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return MemoryServer.connect(Era.MODERN, Duration.ZERO);
        }
    },
    /** The MCP Java SDK over HTTP. */
    JAVA_SDK("/legacy/") {
        @Override
        BenchmarkClient connect(List<String> server) {
            return JavaSdkClient.connect(server.get(0));
        }
    };

    private final String path;

    ClientKind(String path) {
        this.path = path;
    }

    /** Connects to what {@link BenchmarkServer#target} names, and shakes hands. */
    abstract BenchmarkClient connect(List<String> server);

    static ClientKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean http() {
        return !path.isEmpty();
    }

    /** Returns the path at which {@link HttpEchoServer} answers this client in a form, {@code json} or {@code events}. */
    String path(String form) {
        return path + form;
    }
}
