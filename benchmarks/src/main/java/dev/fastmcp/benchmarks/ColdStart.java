package dev.fastmcp.benchmarks;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.core.client.McpClient;
import dev.fastmcp.core.json.JsonRpcCodec;
import dev.fastmcp.core.protocol.ClientOptions;
import dev.fastmcp.core.protocol.Listeners;
import dev.fastmcp.core.transport.PluginDiscovery;
import dev.fastmcp.core.transport.TransportRegistry;
import dev.fastmcp.core.wiring.CoreInjector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The child process that makes its first call: prints {@code first} at once, then where the time went. */
final class ColdStart {

    /** The line that ends the time which is measured. */
    static final String FIRST = "first";

    /** A sample: the CPU time of all threads up to the first result, and the same without the JIT compiler's. */
    static final String CPU = "cpu";

    /** Samples of the kind {@code steps}, in the order of what they stand for. */
    static final List<String> STEPS = List.of("codec", "guice", "transport", "connect", "call");

    private static final String TEXT = "hello";

    private ColdStart() {}

    /**
     * Runs.
     *
     * @param args {@code raw}, {@code fastmcp}, {@code without-guice} or {@code steps}; the server's command
     */
    public static void main(String[] args) {
        List<String> server = Arrays.asList(args).subList(1, args.length);
        switch (args[0]) {
            case "raw" -> Raw.run(server);
            case "fastmcp" -> FastMcp.run(server);
            case "without-guice" -> WithoutGuice.run(server);
            default -> Steps.run(server);
        }
    }

    private static void first(String text) {
        System.out.println(text.equals(TEXT) ? FIRST : "wrong");
        double cpu = TaskTimes.process() / 1e6;
        System.out.println(
                Sample.of(CPU, cpu, cpu - TaskTimes.compilers() / 1e6).toLine());
    }

    /** A class of its own, so that nothing else is loaded. */
    private static final class Raw {
        static void run(List<String> server) {
            try (RawPipe pipe = RawPipe.connect(server)) {
                first(pipe.echo(TEXT));
            }
        }
    }

    private static final class FastMcp {
        static void run(List<String> server) {
            try (ClientSession session = Client.connect(server)) {
                first(session.callTool("echo", Map.of("text", TEXT)).text());
            }
        }
    }

    /** The same as {@link FastMcp}, put together by hand: what this saves is the share of Guice. */
    private static final class WithoutGuice {
        static void run(List<String> server) {
            JsonCodec values = JsonCodec.discovered();
            ClientTransport transport = new TransportRegistry(
                            PluginDiscovery.discover(TransportFactory.class, "A transport", null), List.of())
                    .create(server, Optional.empty(), () -> Limits.DEFAULT);
            try (McpClient<?> client =
                            new McpClient<>(transport, options(), new JsonRpcCodec(values, Limits.DEFAULT), values);
                    ClientSession session = client.connect()) {
                first(session.callTool("echo", Map.of("text", TEXT)).text());
            }
        }

        private static ClientOptions options() {
            Listeners quiet = new Listeners(Optional.empty(), List.of(message -> {}), List.of(), List.of(), List.of());
            return ClientOptions.usual(Implementation.of("fastmcp-java", "1"), quiet);
        }
    }

    /** The same as {@link FastMcp}, step by step. */
    private static final class Steps {
        private final StringBuilder marks = new StringBuilder();
        private long last = System.nanoTime();

        static void run(List<String> server) {
            new Steps().go(server);
        }

        private void go(List<String> server) {
            JsonCodec.discovered();
            mark("codec");
            CoreInjector.clients();
            mark("guice");
            try (Client<?> client = Client.of(server)) {
                mark("transport");
                try (ClientSession session = client.connect()) {
                    mark("connect");
                    String text = session.callTool("echo", Map.of("text", TEXT)).text();
                    mark("call");
                    first(text);
                    System.out.print(marks);
                }
            }
        }

        private void mark(String step) {
            Sample sample = Sample.of(step, (System.nanoTime() - last) / 1e6);
            marks.append(sample.toLine()).append(System.lineSeparator());
            last = System.nanoTime();
        }
    }
}
