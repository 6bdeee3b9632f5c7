package dev.fastmcp.core.proxy;

import dev.fastmcp.core.client.McpClient;
import dev.fastmcp.core.server.ClientLink;
import dev.fastmcp.core.server.ServerMethods;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server that does what another one does. Thread-safe. */
public final class Proxy implements AutoCloseable {

    private final Backends backends;
    private final @Nullable Set<String> forwardedHeaders;

    /**
     * Connects to nothing yet.
     *
     * @param client how to reach the other server; used as a model, with connections of its own for each client
     * @param shared whether all clients have one connection to it
     * @param forwardedHeaders headers that are handed on beside the harmless ones; {@code null} for none at all
     */
    public Proxy(McpClient<?> client, boolean shared, @Nullable Set<String> forwardedHeaders) {
        this.backends = new Backends(client, shared);
        this.forwardedHeaders = forwardedHeaders;
    }

    /** Begins to work for a client. */
    public ServerMethods serve(ClientLink client) {
        return new ProxySession(backends, forwardedHeaders, client);
    }

    /** Ends all connections to the other server. */
    @Override
    public void close() {
        backends.close();
    }
}
