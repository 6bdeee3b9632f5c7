package dev.fastmcp.core.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends reading and writing that takes too long, by interrupting the thread, which closes its connection: the HTTP server of the JDK would wait forever for a client that neither goes on nor goes away.
 * Contents are moved in blocks that have the whole time each, so that slow connections can move as much as they like. Thread-safe.
 */
final class Patience implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    /** Where nothing was said about a length. */
    private static final int FIRST = 1024;

    private static final Duration LONGEST_TICK = Duration.ofSeconds(1);

    private final long limitNanos;
    private final ConcurrentMap<Thread, Attempt> attempts = new ConcurrentHashMap<>();
    private final Thread watch;

    Patience(Duration limit) {
        this.limitNanos = limit.toNanos();
        Duration quarter = limit.dividedBy(4).plusMillis(1);
        Duration tick = quarter.compareTo(LONGEST_TICK) < 0 ? quarter : LONGEST_TICK;
        this.watch = Thread.ofVirtual().name("fastmcp-server-patience").start(() -> watch(tick));
    }

    /** Something that may block. */
    interface Io {

        void run() throws IOException;
    }

    /** One thread that may be interrupted until its attempt has ended, and never later. */
    private static final class Attempt {

        private final Thread thread;
        private final long began = System.nanoTime();
        private final ReentrantLock lock = new ReentrantLock();

        /** Guarded by {@link #lock}, as is {@link #interrupted}. */
        private boolean ended;

        private boolean interrupted;

        Attempt(Thread thread) {
            this.thread = thread;
        }

        void interruptIfOlderThan(long nanos) {
            lock.lock();
            try {
                if (!ended && !interrupted && System.nanoTime() - began > nanos) {
                    interrupted = true;
                    thread.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                ended = true;
                if (interrupted) {
                    // Ours: it must not reach what the thread does next.
                    Thread.interrupted();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void watch(Duration tick) {
        try {
            while (true) {
                Thread.sleep(tick);
                attempts.values().forEach(attempt -> attempt.interruptIfOlderThan(limitNanos));
            }
        } catch (InterruptedException e) {
            // The server is closed.
        }
    }

    /** From now on this thread must not take longer, until {@link #end}. */
    void begin() {
        Thread current = Thread.currentThread();
        attempts.put(current, new Attempt(current));
    }

    /** Whatever was begun is over. */
    void end() {
        Attempt attempt = attempts.remove(Thread.currentThread());
        if (attempt != null) {
            attempt.end();
        }
    }

    void limit(Io io) throws IOException {
        begin();
        try {
            io.run();
        } finally {
            end();
        }
    }

    void write(OutputStream out, byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += BLOCK) {
            int start = from;
            limit(() -> out.write(bytes, start, Math.min(BLOCK, bytes.length - start)));
        }
    }

    /**
     * Reads to the end, or so many bytes.
     *
     * @param length how many there should be; less than 0 if that was not said
     */
    byte[] read(InputStream in, long length, int most) throws IOException {
        byte[] all = new byte[Math.clamp(length, 0, Math.min(most, BLOCK))];
        int end = 0;
        for (int read = 1; read > 0 && end < most && end != length; end += read) {
            if (end == all.length) {
                all = Arrays.copyOf(all, (int) Math.min(most, Math.max(FIRST, 2L * end)));
            }
            read = block(in, all, end);
        }
        return end == all.length ? all : Arrays.copyOf(all, end);
    }

    private int block(InputStream in, byte[] into, int from) throws IOException {
        begin();
        try {
            return in.readNBytes(into, from, Math.min(BLOCK, into.length - from));
        } finally {
            end();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
