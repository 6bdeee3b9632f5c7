package dev.fastmcp.api.error;

import org.jspecify.annotations.Nullable;

/** A value could not be converted between JSON and Java. Correct the type asked for, or the value given. */
public final class DataMappingException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, on what, why, and what to do
     * @param cause what led to it, or {@code null}
     */
    public DataMappingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param message what failed, on what, why, and what to do
     */
    public DataMappingException(String message) {
        this(message, null);
    }
}
