package dev.fastmcp.api.error;

import org.jspecify.annotations.Nullable;

/** The waiting thread was interrupted, or the future cancelled; the server was told. The interrupt flag is set. */
public final class RequestCancelledException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, on what, why, and what to do
     * @param cause what led to it, or {@code null}
     */
    public RequestCancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param message what failed, on what, why, and what to do
     */
    public RequestCancelledException(String message) {
        this(message, null);
    }
}
