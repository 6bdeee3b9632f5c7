package dev.fastmcp.core.server;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;

/** A way to the client. Thread-safe. */
@FunctionalInterface
public interface Outlet {

    /**
     * Sends a message; messages sent by one thread arrive in order.
     *
     * @throws java.io.UncheckedIOException if the client is gone
     */
    void send(JsonRpcMessage message);
}
