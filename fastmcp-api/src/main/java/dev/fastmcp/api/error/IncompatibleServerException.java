package dev.fastmcp.api.error;

import org.jspecify.annotations.Nullable;

/** Client and server have no protocol version in common. Use another version of either, or pin another era. */
public final class IncompatibleServerException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, on what, why, and what to do
     * @param cause what led to it, or {@code null}
     */
    public IncompatibleServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param message what failed, on what, why, and what to do
     */
    public IncompatibleServerException(String message) {
        this(message, null);
    }
}
