package dev.fastmcp.transport.http.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls whose time is over. One virtual thread for all, which sleeps until the earliest deadline it knows: calls that end in time, as nearly all do, never wake
 * it. It ends when it finds nothing to watch.
 */
final class DeadlineWatch {

    private static final long NEVER = Long.MAX_VALUE;

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final ReentrantLock starting = new ReentrantLock();

    /** When the watcher wakes, by {@link System#nanoTime()} as a distance from {@link #epoch}; {@link #NEVER} if there is no watcher. */
    private volatile long wakeAt = NEVER;

    private final long epoch = System.nanoTime();
    private volatile @Nullable Thread watcher;

    void add(Call call) {
        calls.add(call);
        deadlineSet(call);
    }

    void remove(Call call) {
        calls.remove(call);
    }

    /** To be called after the deadline of a call has changed. */
    void deadlineSet(Call call) {
        long remaining = call.deadline().remainingNanos();
        if (remaining != NEVER && now() + remaining < wakeAt) {
            wakeOrStart();
        }
    }

    /** Lets the watcher end if it has nothing to do. */
    void nudge() {
        LockSupport.unpark(watcher);
    }

    private long now() {
        return System.nanoTime() - epoch;
    }

    private void wakeOrStart() {
        starting.lock();
        try {
            if (watcher == null) {
                Thread started =
                        Thread.ofVirtual().name("fastmcp-http-deadlines").unstarted(this::watch);
                watcher = started;
                started.start();
            } else {
                LockSupport.unpark(watcher);
            }
        } finally {
            starting.unlock();
        }
    }

    private void watch() {
        while (true) {
            long next = endOverdue();
            if (next == NEVER && finished()) {
                return;
            }
            wakeAt = next;
            // Whoever came after the scan has seen the old time; whoever comes after this line sees the new one.
            long again = endOverdue();
            if (again >= next && again != NEVER) {
                LockSupport.parkNanos(this, Math.max(1, again - now()));
            }
        }
    }

    /** Returns when the next call is over. */
    private long endOverdue() {
        long next = NEVER;
        for (Call call : calls) {
            long remaining = call.deadline().remainingNanos();
            if (remaining <= 0) {
                calls.remove(call);
                call.end(Call.Ended.OVERDUE);
            } else if (remaining != NEVER) {
                next = Math.min(next, now() + remaining);
            }
        }
        return next;
    }

    private boolean finished() {
        starting.lock();
        try {
            wakeAt = NEVER;
            if (endOverdue() != NEVER) {
                return false;
            }
            watcher = null;
            return true;
        } finally {
            starting.unlock();
        }
    }
}
