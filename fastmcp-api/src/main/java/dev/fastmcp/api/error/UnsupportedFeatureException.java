package dev.fastmcp.api.error;

import org.jspecify.annotations.Nullable;

/** The server did not declare the feature, or the protocol version in use does not have it. Nothing was sent. */
public final class UnsupportedFeatureException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, on what, why, and what to do
     * @param cause what led to it, or {@code null}
     */
    public UnsupportedFeatureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param message what failed, on what, why, and what to do
     */
    public UnsupportedFeatureException(String message) {
        this(message, null);
    }
}
