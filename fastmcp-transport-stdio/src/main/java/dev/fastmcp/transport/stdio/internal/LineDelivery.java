package dev.fastmcp.transport.stdio.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands lines to a consumer of the user's, in order and one at a time, on a virtual thread that lives only while there
 * are lines. A consumer that is too slow loses the oldest lines instead of stopping the server.
 */
final class LineDelivery implements StderrSink {

    private static final int MAX_WAITING = 1000;

    private final Consumer<? super String> consumer;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, like the other fields. */
    private final Deque<String> waiting = new ArrayDeque<>();

    private boolean delivering;
    private long dropped;

    LineDelivery(Consumer<? super String> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void line(String line) {
        lock.lock();
        try {
            if (waiting.size() == MAX_WAITING) {
                waiting.removeFirst();
                dropped++;
            }
            waiting.addLast(line);
            if (!delivering) {
                delivering = true;
                Thread.ofVirtual().name("fastmcp-stdio-stderr-lines").start(this::deliver);
            }
        } finally {
            lock.unlock();
        }
    }

    private void deliver() {
        for (String line = next(); line != null; line = next()) {
            try {
                consumer.accept(line);
            } catch (RuntimeException e) {
                Log.warning("The consumer of stderr lines failed", e);
            }
        }
    }

    private @Nullable String next() {
        lock.lock();
        try {
            if (dropped > 0) {
                String notice = "[" + dropped + " lines were dropped here, since their consumer is too slow]";
                dropped = 0;
                return notice;
            }
            String line = waiting.pollFirst();
            delivering = line != null;
            return line;
        } finally {
            lock.unlock();
        }
    }
}
