package dev.fastmcp.api;

import dev.fastmcp.api.model.LoggingMessage;

/**
 * Hears log messages of the server. Called on a virtual thread, one message after the other in the order of arrival; it may use the session. What it
 * throws is logged and ignored.
 */
@FunctionalInterface
public interface LogListener {

    /**
     * The server logged something.
     *
     * @param message the message; its text is the server's and not to be trusted
     */
    void onLog(LoggingMessage message);
}
