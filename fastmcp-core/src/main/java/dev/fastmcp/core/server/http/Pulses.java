package dev.fastmcp.core.server.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Watches the time for all requests that are answered, so that those which are answered soon cost next to nothing. Thread-safe. */
final class Pulses {

    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofMillis(250);
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofMillis(100);

    /** The thread that watches ends after so many ticks without requests. */
    private static final int IDLE_TICKS = 50;

    private final Set<Pulse> beating = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** Of a stream that is open, every 15 seconds. */
    Pulse slow(Reply reply, Runnable whenGone) {
        return begin(new Pulse(this, SLOW, SLOW, reply::pulse, whenGone));
    }

    /** Soon, and then less and less often, up to every two seconds, for which the stream is opened: clients of the modern era give up a request by closing it, and do not say so in another way. */
    Pulse quick(Reply reply, Runnable whenGone) {
        return begin(new Pulse(this, SOON, QUICK, reply::openingPulse, whenGone));
    }

    private Pulse begin(Pulse pulse) {
        beating.add(pulse);
        watch();
        return pulse;
    }

    void end(Pulse pulse) {
        beating.remove(pulse);
    }

    private void watch() {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            Thread.ofVirtual().name("fastmcp-server-pulses").start(this::tick);
        }
    }

    private void tick() {
        try {
            for (int idle = 0; idle < IDLE_TICKS; idle = beating.isEmpty() ? idle + 1 : 0) {
                Thread.sleep(TICK);
                long now = System.nanoTime();
                beating.forEach(pulse -> pulse.beatIfDue(now));
            }
        } catch (InterruptedException e) {
            // Nobody does that.
        }
        watched.set(false);
        if (!beating.isEmpty()) {
            watch();
        }
    }
}
