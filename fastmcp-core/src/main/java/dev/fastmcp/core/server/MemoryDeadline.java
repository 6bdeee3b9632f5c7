package dev.fastmcp.core.server;

import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.util.concurrent.atomic.AtomicReference;

/** Ends a call in the same process when its time is over. */
final class MemoryDeadline {

    private enum State {
        RUNNING,
        ENDED,
        OVER
    }

    private final ExchangeOptions options;
    private final Runnable whenOver;
    private final Deadline limit;
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private volatile Deadline deadline;

    private MemoryDeadline(ExchangeOptions options, Runnable whenOver) {
        this.options = options;
        this.whenOver = whenOver;
        this.deadline = Deadline.after(options.timeout());
        this.limit = options.progressLimit().isZero() ? deadline : Deadline.after(options.progressLimit());
    }

    /** Begins to watch a call, until {@link #end}. */
    static MemoryDeadline of(ExchangeOptions options, Runnable whenOver) {
        MemoryDeadline begun = new MemoryDeadline(options, whenOver);
        if (!options.timeout().isZero()) {
            MemoryClock.SHARED.watch(begun);
        }
        return begun;
    }

    long remainingNanos() {
        return deadline.remainingNanos();
    }

    /** The time is over. */
    void ring() {
        if (state.compareAndSet(State.RUNNING, State.OVER)) {
            whenOver.run();
        }
    }

    /** The call has got further, which may give it more time. */
    void progressed() {
        if (options.progressLimit().isZero() || options.timeout().isZero()) {
            return;
        }
        deadline = options.afterProgress(deadline, limit);
        MemoryClock.SHARED.changed(this);
    }

    void end() {
        state.compareAndSet(State.RUNNING, State.ENDED);
        MemoryClock.SHARED.forget(this);
    }

    boolean isOver() {
        return state.get() == State.OVER;
    }
}
