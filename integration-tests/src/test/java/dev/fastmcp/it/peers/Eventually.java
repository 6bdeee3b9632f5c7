package dev.fastmcp.it.peers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens on other threads. */
final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /** Repeats an assertion until it holds. */
    static void await(String what, Runnable assertion) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError(LIMIT.toSeconds() + " s have passed, but not yet: " + what, e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
