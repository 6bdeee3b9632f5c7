package dev.fastmcp.benchmarks;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.config.McpConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The child process that is a client of several servers at once. It is told when to do what, like {@link Calls}. */
final class Composite implements AutoCloseable {

    /** The order to connect and close so many times; a sample of this kind has the places below. */
    static final String CONNECT = "connect";

    /** CPU time of this process for connecting and closing, that of the JIT compiler left out. */
    static final int CPU_MILLIS = 0;
    /** Until the session is open. */
    static final int P50_MILLIS = 1;

    /** The place after those of {@link Calls} in a sample of calls: how many requests the servers get for a call. */
    static final int REQUESTS = Calls.COUNT + 1;

    /** What a message and its answer need to a server in another town. */
    static final int DISTANCE_MILLIS = 20;

    /** Ends the label of clients written by hand, which only connect. */
    static final String RAW = ".raw";

    private final Supplier<AutoCloseable> connecting;
    private final Client<?> client;
    private final BenchmarkServer server;

    private Composite(Supplier<AutoCloseable> connecting, Client<?> client, BenchmarkServer server) {
        this.connecting = connecting;
        this.client = client;
        this.server = server;
    }

    private static Composite of(String[] label, BenchmarkServer server) {
        Object source = label[1].equals("plain")
                ? server.target().get(0)
                : config(Integer.parseInt(label[1]), entry(server.process() != null, server.target()));
        Supplier<AutoCloseable> connecting =
                label.length > 2 ? raw(server, Integer.parseInt(label[1])) : () -> connected(source);
        return new Composite(connecting, Client.of(source), server);
    }

    /** A new client each time: one that stays may keep its servers. */
    private static AutoCloseable connected(Object source) {
        Client<?> fresh = Client.of(source);
        fresh.connect();
        return fresh;
    }

    private static Supplier<AutoCloseable> raw(BenchmarkServer server, int count) {
        ClientKind kind = server.process() == null ? ClientKind.RAW : ClientKind.SOCKET;
        List<String> target = server.target().stream()
                .map(part -> part.replace("/modern/", "/legacy/"))
                .toList();
        return () -> RawConnects.open(kind, target, count);
    }

    /**
     * Does what the lines of the input say: {@code connect} and how often, or the label of a workload and a number of calls. For each it prints a {@link Sample}.
     *
     * @param args {@code http}, {@code far} for the same a network away, or {@code stdio}, and after a point how many servers the configuration has; {@code http.plain} is a client of one server without a configuration, and {@code .raw} at the end means clients written by hand
     * @throws IOException if the input breaks
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String[] label = args[0].split("\\.");
        try (BenchmarkServer server = server(label[0])) {
            try (Composite composite = of(label, server)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String[] order = line.split(" ");
                    System.out.println(
                            composite.done(order[0], Integer.parseInt(order[1])).toLine());
                }
            }
        }
    }

    private static BenchmarkServer server(String where) {
        String path = ClientKind.HTTP_MODERN.path("json");
        return switch (where) {
            case "http" -> BenchmarkServer.overHttp(ServerCommand.http(), path);
            case "far" -> BenchmarkServer.overHttp(ServerCommand.farAway(DISTANCE_MILLIS), path);
            default -> new BenchmarkServer(ServerCommand.quickStarting(), null);
        };
    }

    /** The same server under many names. */
    private static McpConfig config(int servers, Map<String, Object> entry) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 1; i <= servers; i++) {
            entries.put("s" + i, entry);
        }
        return McpConfig.of(Map.of("mcpServers", entries));
    }

    private static Map<String, Object> entry(boolean http, List<String> target) {
        return http
                ? Map.of("url", target.get(0))
                : Map.of("command", target.get(0), "args", target.subList(1, target.size()));
    }

    private Sample done(String what, int count) throws InterruptedException {
        if (what.equals(CONNECT)) {
            return connect(count);
        }
        try (ClientSession session = client.connect()) {
            BenchmarkClient calls = FastMcpClient.of(session, echo(session));
            calls.echo("hello");
            long before = server.requests();
            Sample sample = Calls.block(calls, Workload.of(what), count);
            return sample.with((server.requests() - before) / sample.figures()[Calls.COUNT]);
        }
    }

    /** The tool of the last server: names begin with that of their server where there are several. */
    private static String echo(ClientSession session) {
        return session.listTools().reversed().stream()
                .map(tool -> tool.name())
                .filter(name -> name.equals("echo") || name.endsWith("_echo"))
                .findFirst()
                .orElseThrow();
    }

    private Sample connect(int count) {
        long[] nanos = new long[count];
        Usage start = Usage.now();
        for (int i = 0; i < count; i++) {
            long before = System.nanoTime();
            AutoCloseable connected = connecting.get();
            nanos[i] = System.nanoTime() - before;
            close(connected);
        }
        Usage used = Usage.now().since(start);
        Arrays.sort(nanos);
        return Sample.of(CONNECT, (used.processNanos() - used.compilerNanos()) / 1e6 / count, nanos[count / 2] / 1e6);
    }

    private static void close(AutoCloseable connected) {
        try {
            connected.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
