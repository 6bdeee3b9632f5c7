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

    /** Guarded by {@link #lock}, as is the state; {@code null} until somebody has begun. */
    private @Nullable Thread thread;

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

    void cancel() {
        lock.lock();
        try {
            if (state == State.ACTIVE) {
                state = State.CANCELLED;
                if (thread != null) {
                    thread.interrupt();
                }
            }
        } finally {
            lock.unlock();
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

    /** Called by the thread itself; returns false if the request was cancelled. */
    boolean finish() {
        lock.lock();
        try {
            if (state == State.CANCELLED) {
                // Ours: it must not reach what the thread does next.
                Thread.interrupted();
                return false;
            }
            state = State.FINISHED;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
