package dev.fastmcp.api.error;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The server answered with an HTTP status that means failure. Only the call concerned has failed; the session stays usable. The status says what helps:
 * credentials for 401, more rights for 403, patience for 429 and 503.
 */
public final class HttpStatusException extends McpException {

    private static final long serialVersionUID = 1L;

    private static final long MAX_RETRY_SECONDS = Duration.ofDays(1).toSeconds();

    /** The status code. */
    private final int status;

    /** By name, without regard to case. */
    private final TreeMap<String, String> headers;

    /** What the body said, if it was a JSON-RPC error. */
    private final @Nullable JsonRpcException error;

    /**
     * Creates an exception.
     *
     * @param status the HTTP status code
     * @param message the request, the endpoint, the status, and a short excerpt of the body
     * @param headers those headers of the response that help to decide what to do, such as {@code Retry-After} and {@code WWW-Authenticate}
     * @param error the JSON-RPC error in the body, or {@code null} if there was none; becomes the cause
     */
    public HttpStatusException(
            int status, String message, Map<String, String> headers, @Nullable JsonRpcException error) {
        super(message, error);
        this.status = status;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
        this.error = error;
    }

    /**
     * Returns the status.
     *
     * @return the HTTP status code
     */
    public int status() {
        return status;
    }

    /**
     * Returns a header of the response. Only those are kept that help to decide what to do: {@code Retry-After}, {@code WWW-Authenticate}, {@code Allow},
     * {@code Location}, {@code RateLimit} and the like.
     *
     * @param name the name, in any case
     * @return the value; several are joined by a comma
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(Objects.requireNonNull(name, "name")));
    }

    /**
     * Returns all headers that were kept.
     *
     * @return by name, without regard to case; unmodifiable
     */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /**
     * Returns how long the server asks to wait before the next attempt ({@code Retry-After} in seconds, RFC 9110, section 10.2.3).
     *
     * @return the time, one day at most; empty if the server did not say, or named a date
     */
    public Optional<Duration> retryAfter() {
        return header("Retry-After")
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), MAX_RETRY_SECONDS)));
    }

    /**
     * Returns the JSON-RPC error that the body held.
     *
     * @return the error; empty if the body was something else
     */
    public Optional<JsonRpcException> error() {
        return Optional.ofNullable(error);
    }
}
