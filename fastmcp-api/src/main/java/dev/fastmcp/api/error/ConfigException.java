package dev.fastmcp.api.error;

import org.jspecify.annotations.Nullable;

/** A configuration of servers cannot be read, used or written. The message names the place in the file, and never a value, which may be a secret. */
public final class ConfigException extends McpException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, where, why, and what to do
     * @param cause what led to it, or {@code null}
     */
    public ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates an exception without a cause.
     *
     * @param message what failed, where, why, and what to do
     */
    public ConfigException(String message) {
        this(message, null);
    }
}
