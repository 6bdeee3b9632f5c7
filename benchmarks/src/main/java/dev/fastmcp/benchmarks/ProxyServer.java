package dev.fastmcp.benchmarks;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import dev.fastmcp.server.FastMcpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A proxy in a process of its own. */
final class ProxyServer {

    private ProxyServer() {}

    /**
     * Serves until the input ends.
     *
     * @param args {@code stdio} or {@code http}; the port of a {@link ProxyMeter}; what to stand before, an address or a command
     * @throws IOException if no port can be had
     */
    public static void main(String[] args) throws IOException {
        ProxyMeter.report(Integer.parseInt(args[1]));
        List<String> command = List.of(args).subList(2, args.length);
        Object source = args[0].equals("http") ? command.get(0) : command;
        // Like a proxy that is given the source itself, but it does not ask for the era: see FastMcpClient.modern.
        try (Client<?> model = Client.builder(source)
                        .era(Era.MODERN)
                        .timeout(Duration.ZERO)
                        .build();
                FastMcpServer proxy = FastMcpServer.proxy(model)) {
            LibraryServer.serve(proxy, args[0]);
        }
    }
}
