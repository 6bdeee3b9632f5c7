package dev.fastmcp.core.server;

import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Ends a call in the same process when its time is over. All share one thread, which exists once there has been a call with a timeout. */
final class MemoryDeadline {

    private final ExchangeOptions options;
    private final Runnable whenOver;
    private final Deadline limit;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as are all below. */
    private Deadline deadline;

    private @Nullable Future<?> alarm;
    private boolean ended;
    private boolean over;

    MemoryDeadline(ExchangeOptions options, Runnable whenOver) {
        this.options = options;
        this.whenOver = whenOver;
        this.deadline = Deadline.after(options.timeout());
        this.limit = options.progressLimit().isZero() ? deadline : Deadline.after(options.progressLimit());
        if (!options.timeout().isZero()) {
            set(deadline);
        }
    }

    private void set(Deadline next) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            deadline = next;
            if (alarm != null) {
                alarm.cancel(false);
            }
            alarm = Lazily.CLOCK.schedule(this::ring, Math.max(0, next.remainingNanos()), TimeUnit.NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }

    private void ring() {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            over = true;
        } finally {
            lock.unlock();
        }
        whenOver.run();
    }

    /** The call has got further, which may give it more time. */
    void progressed() {
        if (options.progressLimit().isZero() || options.timeout().isZero()) {
            return;
        }
        set(options.afterProgress(deadline, limit));
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            if (alarm != null) {
                alarm.cancel(false);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    private static final class Lazily {
        static final ScheduledThreadPoolExecutor CLOCK = create();

        private static ScheduledThreadPoolExecutor create() {
            ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                    1,
                    task -> Thread.ofPlatform()
                            .daemon()
                            .name("fastmcp-memory-deadlines")
                            .unstarted(task));
            clock.setRemoveOnCancelPolicy(true);
            return clock;
        }
    }
}
