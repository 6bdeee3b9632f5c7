package dev.fastmcp.api.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the server could not be made, broke, or exceeded a limit. Calls in flight have failed and may or may not have been executed;
 * the next call connects again.
 */
public final class TransportException extends McpException {

    private static final long serialVersionUID = 1L;

    /** What happened to the connection. */
    public enum Kind {
        /** It could not be established; nothing was sent. */
        CONNECT_FAILED,
        /** The server ended it, or its process exited. */
        CLOSED_BY_SERVER,
        /** Reading or writing failed. */
        IO_FAILED,
        /** The server exceeded one of the {@linkplain dev.fastmcp.api.spi.Limits limits}. */
        LIMIT_EXCEEDED,
        /** The server no longer knows the session, and has executed nothing. The client has connected again and tried once more before it gives up. */
        SESSION_EXPIRED
    }

    /** What happened. */
    private final Kind kind;

    /**
     * Creates an exception.
     *
     * @param kind what happened
     * @param message the endpoint or command, what happened, exit code or status, and a short excerpt of what the server said last
     * @param cause what led to it, or {@code null}
     */
    public TransportException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /**
     * Creates an exception without a cause.
     *
     * @param kind what happened
     * @param message the endpoint or command, what happened, exit code or status, and a short excerpt of what the server said last
     */
    public TransportException(Kind kind, String message) {
        this(kind, message, null);
    }

    /**
     * Returns what happened to the connection.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }
}
