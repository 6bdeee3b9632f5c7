package dev.fastmcp.core.protocol;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after the other, in order, on a virtual thread that exists only while there are tasks. Bounded: tasks beyond the capacity are dropped,
 * since neither the reader of a connection nor its memory may wait for a slow listener.
 */
public final class SerialQueue {

    private static final System.Logger LOG = System.getLogger(SerialQueue.class.getName());
    private static final int CAPACITY = 1024;

    private final String name;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private boolean running;
    private long dropped;

    /**
     * Creates a queue.
     *
     * @param name of its thread
     */
    public SerialQueue(String name) {
        this.name = name;
    }

    /** Returns at once. */
    public void submit(Runnable task) {
        lock.lock();
        try {
            if (tasks.size() >= CAPACITY) {
                dropped++;
                return;
            }
            tasks.add(task);
            if (!running) {
                running = true;
                Thread.ofVirtual().name(name).start(this::runAll);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does something after everything submitted so far: now, on this thread, if all of that has run. Never dropped. */
    public void runAfter(Runnable task) {
        lock.lock();
        try {
            if (running) {
                tasks.add(task);
                return;
            }
        } finally {
            lock.unlock();
        }
        task.run();
    }

    /** Waits until everything submitted so far has run. */
    public void drain() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        lock.lock();
        try {
            if (!running) {
                return;
            }
            tasks.add(done::countDown);
        } finally {
            lock.unlock();
        }
        done.await();
    }

    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "A listener failed; its exception is ignored", e);
            }
        }
    }

    private @Nullable Runnable next() {
        long lost;
        Runnable task;
        lock.lock();
        try {
            task = tasks.poll();
            running = task != null;
            lost = dropped;
            dropped = 0;
        } finally {
            lock.unlock();
        }
        if (lost > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Dropped {0} notifications that arrived faster than listeners took them",
                    lost);
        }
        return task;
    }
}
