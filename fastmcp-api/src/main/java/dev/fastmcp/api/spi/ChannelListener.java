package dev.fastmcp.api.spi;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;

/** Hears what a server sends by itself. Implemented by the client; every method returns at once and may be called on a reader thread. */
public interface ChannelListener {

    /**
     * A request from the server; the answer, if any, comes through {@link Channel#send}.
     *
     * @param request the request
     */
    void onRequest(JsonRpcMessage.Request request);

    /**
     * A notification that belongs to no request in flight.
     *
     * @param notification the notification
     */
    void onNotification(JsonRpcMessage.Notification notification);

    /**
     * The connection was lost, other than by {@link Channel#close()}. Called once.
     *
     * @param cause why
     */
    void onLost(TransportException cause);
}
