package dev.fastmcp.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client and a server, with or without a proxy between them, each in a process of its own; all speak the modern era. Confined to one thread.
 *
 * <p>Its label says what it is made of: {@code stdio} or {@code http}, then the one of a {@link RouteServer}, then what stands between: see {@link Middle}.
 */
final class Route implements AutoCloseable {

    /** CPU time in nanoseconds, that of the JIT compiler left out, and bytes on the heap; of the proxy they are 0 if there is none. */
    record Used(long serverNanos, long proxyNanos, long proxyBytes) {}

    /** What is between client and server: nothing, a proxy, or, on stdio, a {@link Relay}. */
    enum Middle {
        DIRECT,
        PROXIED,
        RELAYED;

        String label() {
            return '.' + name().toLowerCase(Locale.ROOT);
        }
    }

    private final RouteServer kind;
    private final Middle middle;
    private final List<Process> processes = new ArrayList<>();
    private final @Nullable ProxyMeter meter;
    private final BenchmarkClient client;
    private final ProcessHandle server;
    private final @Nullable ProcessHandle proxy;

    private Route(boolean http, RouteServer kind, Middle middle) throws IOException {
        boolean proxied = middle != Middle.DIRECT;
        this.kind = kind;
        this.middle = middle;
        this.meter = proxied ? new ProxyMeter() : null;
        if (http) {
            client = FastMcpClient.connect(FastMcpClient.modern(overHttp()));
            server = processes.get(0).toHandle();
            proxy = proxied ? processes.get(1).toHandle() : null;
        } else {
            client = FastMcpClient.connect(FastMcpClient.modern(onStdio()));
            // The proxy starts its server with the first request, if not before.
            client.echo("hello");
            ProcessHandle first = onlyChild(ProcessHandle.current());
            server = proxied ? onlyChild(first) : first;
            proxy = proxied ? first : null;
        }
    }

    static Route open(String label) {
        List<String> parts = List.of(label.split("\\."));
        try {
            return new Route(
                    parts.get(0).equals("http"),
                    RouteServer.of(parts.get(1)),
                    Middle.valueOf(parts.get(2).toUpperCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessHandle onlyChild(ProcessHandle parent) {
        return parent.children().findFirst().orElseThrow();
    }

    private List<String> onStdio() {
        List<String> command = kind.onStdio();
        if (meter == null) {
            return command;
        }
        return middle == Middle.RELAYED
                ? ServerCommand.relay(meter.port(), command)
                : ServerCommand.proxy("stdio", meter.port(), command);
    }

    private String overHttp() throws IOException {
        String direct = kind.address(start(kind.overHttp()));
        return meter == null ? direct : start(ServerCommand.proxy("http", meter.port(), List.of(direct)));
    }

    /** Returns the line that the process prints when it can be reached. */
    private String start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process.inputReader().readLine();
    }

    BenchmarkClient client() {
        return client;
    }

    Used used() {
        return new Used(
                TaskTimes.withoutCompilers(server.pid()),
                proxy == null ? 0 : TaskTimes.withoutCompilers(proxy.pid()),
                meter == null ? 0 : meter.allocatedBytes());
    }

    @Override
    public void close() {
        client.close();
        processes.reversed().forEach(Process::destroy);
        if (meter != null) {
            meter.close();
        }
    }
}
