package dev.fastmcp.transport.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, with a deadline. */
final class Await {

    private Await() {}

    /** May become true. */
    interface Condition {
        boolean holds() throws Exception;
    }

    static void until(String what, Condition condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not in time: " + what);
            }
            LockSupport.parkNanos(2_000_000L);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
