package dev.fastmcp.core.server.http;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes to a stream now and then while a request is answered, since nothing else tells that a client is gone. {@link Pulses} says when. */
final class Pulse {

    private final Pulses pulses;
    private final Runnable action;
    private final Runnable whenGone;
    private final long longestNanos;

    /** Only the thread that watches the time changes these. */
    private long pauseNanos;

    private long due;

    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile boolean ended;

    /**
     * Begins to count the time.
     *
     * @param first until the first one; each pause is twice as long as the one before
     * @param action throws {@link UncheckedIOException} if the client is gone
     */
    Pulse(Pulses pulses, Duration first, Duration longest, Runnable action, Runnable whenGone) {
        this.pulses = pulses;
        this.action = action;
        this.whenGone = whenGone;
        this.longestNanos = longest.toNanos();
        this.pauseNanos = first.toNanos();
        this.due = System.nanoTime() + pauseNanos;
    }

    /** Called now and then. Writing may take as long as it likes. */
    void beatIfDue(long now) {
        if (now - due >= 0 && writing.compareAndSet(false, true)) {
            pauseNanos = Math.min(2 * pauseNanos, longestNanos);
            due = now + pauseNanos;
            Thread.ofVirtual().name("fastmcp-server-pulse").start(this::beat);
        }
    }

    private void beat() {
        try {
            if (!ended) {
                action.run();
            }
        } catch (UncheckedIOException e) {
            whenGone.run();
        } finally {
            writing.set(false);
        }
    }

    /** Does not interrupt: a pulse that is just written would end the connection, and the response with it. */
    void end() {
        ended = true;
        pulses.end(this);
    }
}
