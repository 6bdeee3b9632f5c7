package dev.fastmcp.api.spi;

import java.time.Duration;
import java.util.function.Supplier;

/** A point in time by which something must be over; one for all steps of an operation. */
public final class Deadline {

    private static final long NEVER = Long.MAX_VALUE;

    private final Duration timeout;
    private final long end;

    private Deadline(Duration timeout) {
        this.timeout = timeout;
        this.end = timeout.isZero() ? NEVER : System.nanoTime() + saturatedNanos(timeout);
    }

    /**
     * Starts a deadline.
     *
     * @param timeout the time from now; zero for no limit
     * @return the deadline
     */
    public static Deadline after(Duration timeout) {
        return new Deadline(timeout);
    }

    private static long saturatedNanos(Duration duration) {
        return duration.compareTo(Duration.ofDays(365)) > 0
                ? Duration.ofDays(365).toNanos()
                : duration.toNanos();
    }

    /**
     * Returns the time left.
     *
     * @return nanoseconds, zero or less once the time is over; {@link Long#MAX_VALUE} without a limit
     */
    public long remainingNanos() {
        return end == NEVER ? NEVER : end - System.nanoTime();
    }

    /**
     * Returns the time left as a timeout for the next step.
     *
     * @param whenOver makes the exception to throw if nothing is left
     * @return the time left; zero for no limit
     */
    public Duration remaining(Supplier<? extends RuntimeException> whenOver) {
        long nanos = remainingNanos();
        if (nanos <= 0) {
            throw whenOver.get();
        }
        return nanos == NEVER ? Duration.ZERO : Duration.ofNanos(nanos);
    }

    /**
     * Tells whether the time is over.
     *
     * @return true when nothing is left
     */
    public boolean isOver() {
        return remainingNanos() <= 0;
    }

    /**
     * Returns the time this deadline started with.
     *
     * @return the timeout; zero for no limit
     */
    public Duration timeout() {
        return timeout;
    }
}
