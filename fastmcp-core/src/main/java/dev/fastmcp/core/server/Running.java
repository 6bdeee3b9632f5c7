package dev.fastmcp.core.server;

import java.util.concurrent.locks.ReentrantLock;

/** A request that a thread is busy with, so that it can be cancelled without ever hitting what the thread does next. */
final class Running {

    private enum State {
        ACTIVE,
        CANCELLED,
        FINISHED
    }

    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private State state = State.ACTIVE;

    Running(Thread thread) {
        this.thread = thread;
    }

    void cancel() {
        lock.lock();
        try {
            if (state == State.ACTIVE) {
                state = State.CANCELLED;
                thread.interrupt();
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
