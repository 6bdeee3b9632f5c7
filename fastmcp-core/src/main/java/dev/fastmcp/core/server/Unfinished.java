package dev.fastmcp.core.server;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what has begun and not ended. Thread-safe. */
final class Unfinished {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();

    /** Guarded by {@link #lock}. */
    private int count;

    void begun() {
        lock.lock();
        try {
            count++;
        } finally {
            lock.unlock();
        }
    }

    void ended() {
        lock.lock();
        try {
            count--;
            if (count == 0) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything has ended, but no longer than that. */
    void await(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (count > 0 && left > 0) {
                left = none.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
