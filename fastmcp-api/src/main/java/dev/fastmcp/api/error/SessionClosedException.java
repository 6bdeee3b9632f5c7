package dev.fastmcp.api.error;

import org.jspecify.annotations.Nullable;

/** The session or its client was closed, before or during the call. Connect again. */
public final class SessionClosedException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, on what, why, and what to do
     * @param cause what led to it, or {@code null}
     */
    public SessionClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param message what failed, on what, why, and what to do
     */
    public SessionClosedException(String message) {
        this(message, null);
    }
}
