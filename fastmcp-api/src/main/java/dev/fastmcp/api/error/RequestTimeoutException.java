package dev.fastmcp.api.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * No answer came in time. The server was told that the request is cancelled, yet may have acted on it. The session stays usable; allow more
 * time or try again.
 */
public final class RequestTimeoutException extends McpException {

    private static final long serialVersionUID = 1L;

    /** How long the call waited. */
    private final Duration timeout;

    /**
     * Creates an exception.
     *
     * @param message the request and how long it waited
     * @param timeout how long it waited
     * @param cause what led to it, or {@code null}
     */
    public RequestTimeoutException(String message, Duration timeout, @Nullable Throwable cause) {
        super(message, cause);
        this.timeout = timeout;
    }

    /**
     * Returns how long the call waited.
     *
     * @return the timeout that applied
     */
    public Duration timeout() {
        return timeout;
    }
}
