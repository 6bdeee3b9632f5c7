package dev.fastmcp.api.error;

import org.jspecify.annotations.Nullable;

/**
 * The server needed something of this client to go on with a call, and the client's own handler failed to give it. The call is given up; the cause is what the handler threw.
 */
public final class HandlerException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message which handler failed, and for which call
     * @param cause what the handler threw, or {@code null}
     */
    public HandlerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
