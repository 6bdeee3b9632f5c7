package dev.fastmcp.api.error;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client could not get the credentials that the server asks for. The request was not executed. The kind says what helps.
 */
public final class AuthorizationException extends McpException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The person said no, or is not allowed to. */
        DENIED,
        /** Nobody logged in within the time. */
        TIMED_OUT,
        /** The login was cancelled. */
        CANCELLED,
        /** The authorization server refused with an error; {@link #errorCode()} says which. */
        REFUSED,
        /** A server said something that it must not: going on could give credentials to the wrong party. */
        UNTRUSTED,
        /** A server that is needed cannot be reached, or its answer cannot be used. */
        UNAVAILABLE,
        /** The server wants something that this client was not given or cannot do. */
        UNSUPPORTED
    }

    /** What went wrong. */
    private final Kind kind;

    /** The error of the OAuth protocol. */
    private final @Nullable String errorCode;

    /**
     * Creates an exception.
     *
     * @param kind what went wrong
     * @param message what failed, at which server, why, and what to do
     * @param errorCode the error code of the OAuth protocol, such as {@code invalid_grant}, or {@code null}
     * @param cause what led to it, or {@code null}
     */
    public AuthorizationException(Kind kind, String message, @Nullable String errorCode, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.errorCode = errorCode;
    }

    /**
     * Creates an exception without error code and cause.
     *
     * @param kind what went wrong
     * @param message what failed, at which server, why, and what to do
     */
    public AuthorizationException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    /**
     * Returns what went wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the error code of the OAuth protocol (RFC 6749, sections 4.1.2.1 and 5.2).
     *
     * @return the code as the server sent it, shortened and made printable; empty if it sent none
     */
    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }
}
