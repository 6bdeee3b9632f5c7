package dev.fastmcp.benchmarks;

import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import java.io.IOException;

/** The tools of {@link EchoServer}, served by this library from a process of its own. */
final class LibraryServer {

    private LibraryServer() {}

    /**
     * Serves until the input ends.
     *
     * @param args {@code stdio}, or {@code http} to print an address and serve there
     * @throws IOException if no port can be had
     */
    public static void main(String[] args) throws IOException {
        try (FastMcpServer server = MemoryServer.create()) {
            serve(server, args[0]);
        }
    }

    static void serve(FastMcpServer server, String transport) throws IOException {
        if (transport.equals("stdio")) {
            server.runStdio();
            return;
        }
        try (HttpServing serving = HttpServing.builder(server).start()) {
            System.out.println(serving.uri());
            System.in.transferTo(System.out);
        }
    }
}
