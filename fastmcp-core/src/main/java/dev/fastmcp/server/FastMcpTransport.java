package dev.fastmcp.server;

import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.core.server.MemoryChannel;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connects a client to a server in the same process. Calls are answered on the thread of the caller, and nothing is written down: both sides see the same objects. Thread-safe.
 *
 * <pre>{@code
 * try (ClientSession session = Client.connect(server)) {        // the same as Client.connect(FastMcpTransport.of(server))
 *     session.callTool("add", Map.of("a", 1, "b", 2));
 * }
 * }</pre>
 *
 * <p>A timeout or an interrupt of the caller interrupts the handler; a handler that ignores that holds up its caller.
 */
public final class FastMcpTransport implements ClientTransport {

    private final FastMcpServer server;
    private final boolean raising;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    private FastMcpTransport(FastMcpServer server, boolean raising) {
        this.server = Objects.requireNonNull(server, "server");
        this.raising = raising;
    }

    /**
     * Makes a transport.
     *
     * @param server the server; closing the transport does not close it
     * @return the transport
     */
    public static FastMcpTransport of(FastMcpServer server) {
        return new FastMcpTransport(server, false);
    }

    /**
     * Lets callers see what handlers throw, for tests: the exception itself comes out of {@code callTool} and others, instead of a result or an error that tells of it.
     *
     * @return a transport to the same server
     */
    public FastMcpTransport raisingExceptions() {
        return new FastMcpTransport(server, true);
    }

    @Override
    public Channel open(ChannelContext context) {
        open.removeIf(channel -> !channel.isOpen());
        Channel channel = new MemoryChannel(server.core(), context, endpoint(), raising);
        open.add(channel);
        return channel;
    }

    /** Closes all connections, and interrupts what is being answered. */
    @Override
    public void close() {
        open.forEach(Channel::close);
        open.clear();
    }

    @Override
    public String endpoint() {
        return "in-process server " + server.name();
    }

    @Override
    public String toString() {
        return "FastMcpTransport[" + server.name() + "]";
    }
}
