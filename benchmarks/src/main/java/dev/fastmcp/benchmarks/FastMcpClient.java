package dev.fastmcp.benchmarks;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import java.util.Map;

/** This library, used as its users use it: default options, maps in, records out. */
final class FastMcpClient implements BenchmarkClient {

    private final ClientSession session;
    private final String echo;

    private FastMcpClient(ClientSession session, String echo) {
        this.session = session;
        this.echo = echo;
    }

    static FastMcpClient connect(Object server) {
        return of(Client.connect(server));
    }

    static FastMcpClient of(ClientSession session) {
        return of(session, "echo");
    }

    /** For a session in which the tool {@code echo} has another name. */
    static FastMcpClient of(ClientSession session, String echo) {
        return new FastMcpClient(session, echo);
    }

    @Override
    public String echo(String text) {
        return session.callTool(echo, Map.of("text", text)).text();
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
