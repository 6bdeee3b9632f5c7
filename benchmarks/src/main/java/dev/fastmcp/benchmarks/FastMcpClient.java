package dev.fastmcp.benchmarks;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import java.util.Map;

/** This library, used as its users use it: default options, maps in, records out. */
final class FastMcpClient implements BenchmarkClient {

    private final ClientSession session;

    private FastMcpClient(ClientSession session) {
        this.session = session;
    }

    static FastMcpClient connect(Object server) {
        return of(Client.connect(server));
    }

    static FastMcpClient of(ClientSession session) {
        return new FastMcpClient(session);
    }

    @Override
    public String echo(String text) {
        return session.callTool("echo", Map.of("text", text)).text();
    }

    @Override
    public String big(int bytes) {
        return session.callTool("big", Map.of("bytes", bytes)).text();
    }

    @Override
    public int listTools() {
        return session.listTools().size();
    }

    @Override
    public void close() {
        session.close();
    }
}
