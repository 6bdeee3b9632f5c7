package dev.fastmcp.core.server.http;

import java.io.UncheckedIOException;
import java.time.Duration;

/** Writes to a stream now and then while a request is answered, since nothing else tells that a client is gone. */
final class Pulse {

    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration QUICK = Duration.ofSeconds(2);

    private final Thread thread;

    private Pulse(Thread thread) {
        this.thread = thread;
    }

    /** Of a stream that is open, every 15 seconds. */
    static Pulse slow(Reply reply, Runnable whenGone) {
        return of(SLOW, reply::pulse, whenGone);
    }

    /** Every two seconds, for which the stream is opened: clients of the modern era give up a request by closing it, and do not say so in another way. */
    static Pulse quick(Reply reply, Runnable whenGone) {
        return of(QUICK, reply::openingPulse, whenGone);
    }

    private static Pulse of(Duration pause, Runnable pulse, Runnable whenGone) {
        return new Pulse(Thread.ofVirtual().name("fastmcp-server-pulse").start(() -> {
            try {
                while (true) {
                    Thread.sleep(pause);
                    pulse.run();
                }
            } catch (UncheckedIOException e) {
                whenGone.run();
            } catch (InterruptedException e) {
                // The request is answered.
            }
        }));
    }

    void end() {
        thread.interrupt();
    }
}
