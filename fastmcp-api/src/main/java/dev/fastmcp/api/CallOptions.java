package dev.fastmcp.api;

import dev.fastmcp.api.http.RequestHeaders;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is special about one call; everything left out is as the client has it. Immutable: each {@code with…} method returns a copy.
 *
 * <pre>{@code
 * session.callTool("render", arguments, CallOptions.DEFAULT
 *         .withTimeout(Duration.ofMinutes(5))
 *         .withProgress(progress -> System.out.println(progress.progress())));
 * }</pre>
 */
public final class CallOptions {

    /** Nothing special. */
    public static final CallOptions DEFAULT = new CallOptions(
            Optional.empty(), Optional.empty(), Map.of(), RequestHeaders.NONE, false, CacheMode.USE, Optional.empty());

    private final Optional<Duration> timeout;
    private final Optional<ProgressListener> progress;
    private final Map<String, Object> meta;
    private final RequestHeaders headers;
    private final boolean toolErrorsReturned;
    private final CacheMode cache;
    private final Optional<Boolean> progressRestartsTimeout;

    private CallOptions(
            Optional<Duration> timeout,
            Optional<ProgressListener> progress,
            Map<String, Object> meta,
            RequestHeaders headers,
            boolean toolErrorsReturned,
            CacheMode cache,
            Optional<Boolean> progressRestartsTimeout) {
        this.timeout = timeout;
        this.progress = progress;
        this.meta = meta;
        this.headers = headers;
        this.toolErrorsReturned = toolErrorsReturned;
        this.cache = cache;
        this.progressRestartsTimeout = progressRestartsTimeout;
    }

    /**
     * Sets how long the call may take, instead of the client's timeout.
     *
     * @param duration the time for the whole call; zero waits without limit
     * @return the new options
     * @throws IllegalArgumentException if the duration is negative
     */
    public CallOptions withTimeout(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "timeout is " + duration + ": give a positive duration, or zero for none");
        }
        return new CallOptions(
                Optional.of(duration), progress, meta, headers, toolErrorsReturned, cache, progressRestartsTimeout);
    }

    /**
     * Asks the server for progress reports, to this listener instead of the client's.
     *
     * @param listener hears the reports
     * @return the new options
     */
    public CallOptions withProgress(ProgressListener listener) {
        return new CallOptions(
                timeout, Optional.of(listener), meta, headers, toolErrorsReturned, cache, progressRestartsTimeout);
    }

    /**
     * Adds a member to the request's {@code _meta}.
     *
     * @param key a name, with a prefix of your own such as {@code com.example/}; the names of the protocol are taken
     * @param value free-form JSON
     * @return the new options
     * @throws IllegalArgumentException if the key belongs to the protocol
     */
    public CallOptions withMeta(String key, Object value) {
        MetaKeys.check(key);
        Map<String, Object> copy = new LinkedHashMap<>(meta);
        copy.put(key, Objects.requireNonNull(value, "value"));
        return new CallOptions(
                timeout,
                progress,
                Collections.unmodifiableMap(copy),
                headers,
                toolErrorsReturned,
                cache,
                progressRestartsTimeout);
    }

    /**
     * Adds HTTP headers to the requests of this call, in addition to those of the transport, over which they win. Transports without headers ignore them. Headers
     * of the protocol itself cannot be set.
     *
     * @param added the headers
     * @return the new options, with these headers instead of earlier ones
     */
    public CallOptions withHeaders(RequestHeaders added) {
        return new CallOptions(
                timeout,
                progress,
                meta,
                Objects.requireNonNull(added, "added"),
                toolErrorsReturned,
                cache,
                progressRestartsTimeout);
    }

    /**
     * Makes {@code callTool} return results that report an error, instead of throwing {@link dev.fastmcp.api.model.ToolException}.
     *
     * @return the new options
     */
    public CallOptions returningToolErrors() {
        return new CallOptions(timeout, progress, meta, headers, true, cache, progressRestartsTimeout);
    }

    /**
     * Sets what this call does with the client's cache. A call with {@code _meta} or headers of its own always goes past the cache.
     *
     * @param mode {@link CacheMode#USE} by default
     * @return the new options
     */
    public CallOptions withCache(CacheMode mode) {
        return new CallOptions(
                timeout,
                progress,
                meta,
                headers,
                toolErrorsReturned,
                Objects.requireNonNull(mode, "mode"),
                progressRestartsTimeout);
    }

    /**
     * Sets whether each progress report of the server restarts the timeout of this call, instead of what the client has. However much progress there is, the call ends after the client's {@link Client.Builder#totalTimeout}. If it
     * restarts, the server is asked for progress even if nobody listens.
     *
     * @param restarts true to restart, false to end after the timeout in any case
     * @return the new options
     * @see Client.Builder#progressRestartsTimeout()
     */
    public CallOptions withProgressRestartingTimeout(boolean restarts) {
        return new CallOptions(timeout, progress, meta, headers, toolErrorsReturned, cache, Optional.of(restarts));
    }

    /**
     * Returns the timeout of this call.
     *
     * @return the timeout; empty for the client's
     */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /**
     * Returns the listener for progress.
     *
     * @return the listener; empty for the client's
     */
    public Optional<ProgressListener> progress() {
        return progress;
    }

    /**
     * Returns what is added to {@code _meta}.
     *
     * @return the members
     */
    public Map<String, Object> meta() {
        return meta;
    }

    /**
     * Returns the HTTP headers of this call.
     *
     * @return the headers
     */
    public RequestHeaders headers() {
        return headers;
    }

    /**
     * Tells whether results that report an error are returned.
     *
     * @return false if they are thrown
     */
    public boolean toolErrorsReturned() {
        return toolErrorsReturned;
    }

    /**
     * Returns what this call does with the client's cache.
     *
     * @return the mode
     */
    public CacheMode cache() {
        return cache;
    }

    /**
     * Tells whether progress restarts the timeout.
     *
     * @return whether it does; empty for what the client has
     */
    public Optional<Boolean> progressRestartsTimeout() {
        return progressRestartsTimeout;
    }
}
