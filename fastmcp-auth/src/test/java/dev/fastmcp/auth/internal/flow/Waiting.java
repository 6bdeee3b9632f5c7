package dev.fastmcp.auth.internal.flow;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions, with a deadline. */
public final class Waiting {

    private Waiting() {}

    /** May become true. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    public static void until(String what, Condition condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        try {
            while (!condition.holds()) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("not in time: " + what);
                }
                LockSupport.parkNanos(2_000_000L);
            }
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}
