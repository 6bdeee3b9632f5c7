package dev.fastmcp.api.error;

import org.jspecify.annotations.Nullable;

/** The server sent something that breaks the protocol. Only the call concerned fails; report it to the authors of the server. */
public final class ProtocolException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, on what, why, and what to do
     * @param cause what led to it, or {@code null}
     */
    public ProtocolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param message what failed, on what, why, and what to do
     */
    public ProtocolException(String message) {
        this(message, null);
    }
}
