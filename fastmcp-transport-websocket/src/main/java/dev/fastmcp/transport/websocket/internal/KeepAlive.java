package dev.fastmcp.transport.websocket.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends pings, and answers those of the server: not on the reader, which must go on reading while a server waits for
 * just that before it reads itself. Of several pings that wait for an answer the last one gets it (RFC 6455, section
 * 5.5.3).
 */
final class KeepAlive {

    private final FrameWriter writer;
    private final long interval;
    private final Thread thread;
    private final AtomicReference<byte @Nullable []> toAnswer = new AtomicReference<>();
    private volatile boolean stopped;

    KeepAlive(FrameWriter writer, Duration interval) {
        this.writer = writer;
        this.interval = interval.toNanos();
        this.thread = Thread.ofVirtual().name("fastmcp-websocket-pings").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    void answer(byte[] payload) {
        toAnswer.set(payload);
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            long nextPing = System.nanoTime() + interval;
            while (!stopped) {
                byte[] payload = toAnswer.getAndSet(null);
                long left = nextPing - System.nanoTime();
                if (payload != null) {
                    writer.pong(payload);
                } else if (interval == 0) {
                    LockSupport.park(this);
                } else if (left > 0) {
                    LockSupport.parkNanos(this, left);
                } else {
                    writer.ping();
                    nextPing = System.nanoTime() + interval;
                }
            }
        } catch (IOException e) {
            // The connection is broken, which its reader notices as well and reports.
            Log.debug("No more pings are sent: " + e.getMessage());
        }
    }
}
