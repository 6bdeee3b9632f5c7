package dev.fastmcp.benchmarks;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import java.util.Map;

/** This library, used as its users use it: default options, maps in, records out. */
final class FastMcpClient implements BenchmarkClient {

    private final ClientSession session;
    private final String echo;
    private final Runnable whenClosed;

    private FastMcpClient(ClientSession session, String echo, Runnable whenClosed) {
        this.session = session;
        this.echo = echo;
        this.whenClosed = whenClosed;
    }

    static FastMcpClient connect(Object server) {
        return of(Client.connect(server), "echo");
    }

    /** Connects a client that is of no more use afterwards. */
    static FastMcpClient connect(Client<?> client) {
        return new FastMcpClient(client.connect(), "echo", client::close);
    }

    /** A client that does not ask for the era: a server that is slow to start would be taken for one of the legacy era. */
    static Client<?> modern(Object server) {
        return Client.builder(server).era(Era.MODERN).build();
    }

    /** For a session in which the tool {@code echo} may have another name. */
    static FastMcpClient of(ClientSession session, String echo) {
        return new FastMcpClient(session, echo, () -> {});
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
        whenClosed.run();
    }
}
