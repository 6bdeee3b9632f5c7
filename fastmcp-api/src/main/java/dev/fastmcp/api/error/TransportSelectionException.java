package dev.fastmcp.api.error;

import org.jspecify.annotations.Nullable;

/** No transport fits what was passed, several do, or one cannot be loaded. The message lists who was asked and what would help. */
public final class TransportSelectionException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, on what, why, and what to do
     * @param cause what led to it, or {@code null}
     */
    public TransportSelectionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param message what failed, on what, why, and what to do
     */
    public TransportSelectionException(String message) {
        this(message, null);
    }
}
