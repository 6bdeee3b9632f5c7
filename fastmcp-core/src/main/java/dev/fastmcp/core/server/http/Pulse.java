package dev.fastmcp.core.server.http;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes to a stream now and then while a request is answered, since nothing else tells that a client is gone. */
final class Pulse {

    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofMillis(250);
    private static final Duration QUICK = Duration.ofSeconds(2);

    private final CountDownLatch ended = new CountDownLatch(1);

    /** Of a stream that is open, every 15 seconds. */
    static Pulse slow(Reply reply, Runnable whenGone) {
        return of(SLOW, SLOW, reply::pulse, whenGone);
    }

    /** Soon, and then less and less often, up to every two seconds, for which the stream is opened: clients of the modern era give up a request by closing it, and do not say so in another way. */
    static Pulse quick(Reply reply, Runnable whenGone) {
        return of(SOON, QUICK, reply::openingPulse, whenGone);
    }

    private static Pulse of(Duration first, Duration longest, Runnable pulse, Runnable whenGone) {
        Pulse started = new Pulse();
        Thread.ofVirtual().name("fastmcp-server-pulse").start(() -> started.beat(first, longest, pulse, whenGone));
        return started;
    }

    private void beat(Duration first, Duration longest, Runnable pulse, Runnable whenGone) {
        try {
            Duration pause = first;
            while (!ended.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                pulse.run();
                pause = longer(pause, longest);
            }
        } catch (UncheckedIOException e) {
            whenGone.run();
        } catch (InterruptedException e) {
            // Nobody does that.
        }
    }

    private static Duration longer(Duration pause, Duration longest) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /** Does not interrupt: a pulse that is just written would end the connection, and the response with it. */
    void end() {
        ended.countDown();
    }
}
