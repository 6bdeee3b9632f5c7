package dev.fastmcp.core.proxy;

import dev.fastmcp.core.client.McpClient;
import dev.fastmcp.core.server.ClientLink;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server that does what another one does. Thread-safe. */
public final class Proxy implements AutoCloseable {

    private final Backends backends;
    private final @Nullable Set<String> forwardedHeaders;
    private final boolean hidesErrors;

    /**
     * Connects to nothing yet.
     *
     * @param client how to reach the other server; used as a model, with connections of its own for each client
     * @param shared whether all clients have one connection to it
     * @param forwardedHeaders headers that are handed on beside the harmless ones; {@code null} for none at all
     * @param hidesErrors whether clients hear only that the other server could not be asked, and not why
     */
    public Proxy(McpClient<?> client, boolean shared, @Nullable Set<String> forwardedHeaders, boolean hidesErrors) {
        this.backends = new Backends(client, shared);
        this.forwardedHeaders = forwardedHeaders;
        this.hidesErrors = hidesErrors;
    }

    /** Begins to work for a client. */
    public ProxySession serve(ClientLink client) {
        return new ProxySession(backends, forwardedHeaders, hidesErrors, client);
    }

    /** Ends all connections to the other server. */
    @Override
    public void close() {
        backends.close();
    }
}
