package dev.fastmcp.auth.internal.login;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that read requests and answer them, each for a short time only: whoever sends half a request, or reads no answer, loses the connection. If there are too many, the one that has taken longest goes
 * first, so that a browser always gets through. Thread-safe.
 */
final class CallbackThreads implements Executor, AutoCloseable {

    private final int most;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}; the oldest first. */
    private final Deque<Thread> running = new ArrayDeque<>();

    /**
     * Creates it without threads.
     *
     * @param most how many there may be at a time
     * @param limit how long one may take
     */
    CallbackThreads(int most, Duration limit) {
        this.most = most;
        this.limit = limit;
    }

    @Override
    public void execute(Runnable task) {
        Thread thread = Thread.ofVirtual().name("fastmcp-callback").unstarted(() -> {
            try {
                task.run();
            } finally {
                forget(Thread.currentThread());
            }
        });
        lock.lock();
        try {
            if (running.size() >= most) {
                // An interrupt ends the connection that it reads or writes.
                running.removeFirst().interrupt();
            }
            running.addLast(thread);
        } finally {
            lock.unlock();
        }
        thread.start();
        Thread.ofVirtual().name("fastmcp-callback-limit").start(() -> end(thread));
    }

    private void end(Thread thread) {
        try {
            if (!thread.join(limit)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
        }
    }

    private void forget(Thread thread) {
        lock.lock();
        try {
            running.remove(thread);
        } finally {
            lock.unlock();
        }
    }

    /** Ends all of them. */
    @Override
    public void close() {
        lock.lock();
        try {
            running.forEach(Thread::interrupt);
            running.clear();
        } finally {
            lock.unlock();
        }
    }
}
