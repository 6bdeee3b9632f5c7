package dev.fastmcp.api;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;

/**
 * Hears every notification of the server that belongs to no request in flight, known or unknown, log messages included. Called on a virtual thread, one after
 * the other in the order of arrival; it may use the session. What it throws is logged and ignored.
 */
@FunctionalInterface
public interface NotificationListener {

    /**
     * The server told something.
     *
     * @param notification the message as it came
     */
    void onNotification(JsonRpcMessage.Notification notification);
}
