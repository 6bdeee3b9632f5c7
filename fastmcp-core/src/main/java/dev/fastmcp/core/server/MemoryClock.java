package dev.fastmcp.core.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the deadlines of calls in the same process. All share one thread, which exists once there has been a call with a timeout, and sleeps until the earliest deadline it knows of: calls that end in
 * time never wake it. Thread-safe.
 */
final class MemoryClock {

    static final MemoryClock SHARED = new MemoryClock();

    private static final long NEVER = Long.MAX_VALUE;

    private final Set<MemoryDeadline> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(
            1,
            task -> Thread.ofPlatform()
                    .daemon()
                    .name("fastmcp-memory-deadlines")
                    .unstarted(task));
    private final long epoch = System.nanoTime();
    private final ReentrantLock setting = new ReentrantLock();

    /** When the thread wakes at the latest, counted from {@link #epoch}. Written under the lock; read without it, since every call does. */
    private volatile long wakesAt = NEVER;

    /** Guarded by the lock. */
    private @Nullable Future<?> alarm;

    private MemoryClock() {
        alarms.setRemoveOnCancelPolicy(true);
    }

    void watch(MemoryDeadline deadline) {
        watched.add(deadline);
        changed(deadline);
    }

    /** To be called after the deadline of a call has changed. */
    void changed(MemoryDeadline deadline) {
        wakeAt(now() + deadline.remainingNanos());
    }

    void forget(MemoryDeadline deadline) {
        watched.remove(deadline);
    }

    private long now() {
        return System.nanoTime() - epoch;
    }

    private void wakeAt(long time) {
        if (time >= wakesAt) {
            return;
        }
        setting.lock();
        try {
            if (time < wakesAt) {
                wakesAt = time;
                if (alarm != null) {
                    alarm.cancel(false);
                }
                alarm = alarms.schedule(this::ring, time - now(), TimeUnit.NANOSECONDS);
            }
        } finally {
            setting.unlock();
        }
    }

    private void ring() {
        setting.lock();
        try {
            wakesAt = NEVER;
        } finally {
            setting.unlock();
        }
        // Whoever came before has left it to us, and is seen here; whoever comes now sets an alarm.
        long next = NEVER;
        for (MemoryDeadline deadline : watched) {
            long remaining = deadline.remainingNanos();
            if (remaining <= 0) {
                watched.remove(deadline);
                deadline.ring();
            } else {
                next = Math.min(next, now() + remaining);
            }
        }
        wakeAt(next);
    }
}
