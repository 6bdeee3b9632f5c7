package dev.fastmcp.core.server.http;

import java.io.UncheckedIOException;
import java.time.Duration;

/** Writes to a stream now and then while a request is answered, since nothing else tells that a client is gone. */
final class Pulse {

    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofMillis(250);
    private static final Duration QUICK = Duration.ofSeconds(2);

    private final Thread thread;

    private Pulse(Thread thread) {
        this.thread = thread;
    }

    /** Of a stream that is open, every 15 seconds. */
    static Pulse slow(Reply reply, Runnable whenGone) {
        return of(SLOW, SLOW, reply::pulse, whenGone);
    }

    /** Soon, and then less and less often, up to every two seconds, for which the stream is opened: clients of the modern era give up a request by closing it, and do not say so in another way. */
    static Pulse quick(Reply reply, Runnable whenGone) {
        return of(SOON, QUICK, reply::openingPulse, whenGone);
    }

    private static Pulse of(Duration first, Duration longest, Runnable pulse, Runnable whenGone) {
        return new Pulse(Thread.ofVirtual().name("fastmcp-server-pulse").start(() -> {
            try {
                for (Duration pause = first; ; pause = longer(pause, longest)) {
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

    private static Duration longer(Duration pause, Duration longest) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    void end() {
        thread.interrupt();
    }
}
