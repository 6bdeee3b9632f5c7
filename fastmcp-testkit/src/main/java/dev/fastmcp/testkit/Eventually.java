package dev.fastmcp.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens on other threads. */
final class Eventually {

    private static final long LIMIT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private Eventually() {}

    /** An assertion that may block. */
    interface Check {
        void run() throws Exception;
    }

    /** Repeats an assertion until it holds, for ten seconds at most. */
    static void await(String what, Check check) {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("Ten seconds have passed, but not yet: " + what, e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (Exception e) {
                throw new AssertionError("Cannot find out whether " + what, e);
            }
        }
    }
}
