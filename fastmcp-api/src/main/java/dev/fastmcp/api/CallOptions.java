package dev.fastmcp.api;

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
    public static final CallOptions DEFAULT = new CallOptions(Optional.empty(), Optional.empty(), Map.of(), false);

    private final Optional<Duration> timeout;
    private final Optional<ProgressListener> progress;
    private final Map<String, Object> meta;
    private final boolean toolErrorsReturned;

    private CallOptions(
            Optional<Duration> timeout,
            Optional<ProgressListener> progress,
            Map<String, Object> meta,
            boolean toolErrorsReturned) {
        this.timeout = timeout;
        this.progress = progress;
        this.meta = meta;
        this.toolErrorsReturned = toolErrorsReturned;
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
        return new CallOptions(Optional.of(duration), progress, meta, toolErrorsReturned);
    }

    /**
     * Asks the server for progress reports, to this listener instead of the client's.
     *
     * @param listener hears the reports
     * @return the new options
     */
    public CallOptions withProgress(ProgressListener listener) {
        return new CallOptions(timeout, Optional.of(listener), meta, toolErrorsReturned);
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
        return new CallOptions(timeout, progress, Collections.unmodifiableMap(copy), toolErrorsReturned);
    }

    /**
     * Makes {@code callTool} return results that report an error, instead of throwing {@link dev.fastmcp.api.model.ToolException}.
     *
     * @return the new options
     */
    public CallOptions returningToolErrors() {
        return new CallOptions(timeout, progress, meta, true);
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
     * Tells whether results that report an error are returned.
     *
     * @return false if they are thrown
     */
    public boolean toolErrorsReturned() {
        return toolErrorsReturned;
    }
}
