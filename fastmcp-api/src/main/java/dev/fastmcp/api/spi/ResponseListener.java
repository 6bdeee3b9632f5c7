package dev.fastmcp.api.spi;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;

/**
 * Hears what comes for one request that no thread waits for: any number of notifications, then a response or a failure. One method is called at a time.
 *
 * <p>Responses and notifications are heard on the thread that reads for all requests, so whoever takes long holds up the others.
 */
public interface ResponseListener {

    /**
     * A notification that belongs to the request.
     *
     * @param notification the notification
     */
    void onNotification(JsonRpcMessage.Notification notification);

    /**
     * The response.
     *
     * @param response to this very request
     */
    void onResponse(JsonRpcMessage.Response response);

    /**
     * There will be no response, or it is malformed. Called on a thread of its own.
     *
     * @param cause as {@link Channel#exchange} throws it
     */
    void onFailure(McpException cause);
}
