package dev.fastmcp.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The child process that makes calls on a {@link Route}: what {@link Calls} does, with more figures. */
final class RouteCalls {

    /** Places in a sample after those of {@link Calls}: CPU seconds for 10,000 calls of the proxy and of all processes, and bytes that the proxy allocates for a call. */
    static final int PROXY_CPU = Calls.COUNT + 1;

    static final int ALL_CPU = Calls.COUNT + 2;
    static final int PROXY_ALLOCATED = Calls.COUNT + 3;

    private RouteCalls() {}

    /**
     * Connects, and does what the lines of the input say: the label of a workload and a number of calls. For each it prints a {@link Sample}.
     *
     * @param args the label of a route
     * @throws IOException if the input breaks
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Route route = Route.open(args[0])) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] order = line.split(" ");
                Route.Used before = route.used();
                Sample own = Calls.block(route.client(), Workload.of(order[0]), Integer.parseInt(order[1]));
                System.out.println(completed(own, before, route.used()).toLine());
            }
        }
    }

    private static Sample completed(Sample own, Route.Used before, Route.Used after) {
        double count = own.figures()[Calls.COUNT];
        double proxy = (after.proxyNanos() - before.proxyNanos()) / 1e5 / count;
        double server = (after.serverNanos() - before.serverNanos()) / 1e5 / count;
        return own.with(
                proxy, own.figures()[Calls.CPU] + proxy + server, (after.proxyBytes() - before.proxyBytes()) / count);
    }
}
