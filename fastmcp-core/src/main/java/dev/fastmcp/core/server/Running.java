package dev.fastmcp.core.server;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A request that a thread is busy with, or is going to be, so that it can be cancelled without ever hitting what the thread does next. */
final class Running {

    private enum State {
        ACTIVE,
        CANCELLED,
        FINISHED
    }

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below; {@code null} until somebody has begun. */
    private @Nullable Thread thread;

    private @Nullable Runnable canceller;

    private State state = State.ACTIVE;

    /** From now on the calling thread is busy with it. */
    void begin() {
        lock.lock();
        try {
            thread = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** No thread is busy with it, and this cancels it. */
    void handedOn(Runnable action) {
        lock.lock();
        try {
            canceller = action;
            if (state != State.CANCELLED) {
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    void cancel() {
        Runnable action;
        lock.lock();
        try {
            if (state != State.ACTIVE) {
                return;
            }
            state = State.CANCELLED;
            action = canceller;
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
        if (action != null) {
            action.run();
        }
    }

    boolean isCancelled() {
        lock.lock();
        try {
            return state == State.CANCELLED;
        } finally {
            lock.unlock();
        }
    }

    /** Called by whoever has the answer, the thread itself if there is one; returns false if the request was cancelled. */
    boolean finish() {
        lock.lock();
        try {
            if (state == State.CANCELLED) {
                if (thread != null) {
                    // Ours: it must not reach what the thread does next.
                    Thread.interrupted();
                }
                return false;
            }
            state = State.FINISHED;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
