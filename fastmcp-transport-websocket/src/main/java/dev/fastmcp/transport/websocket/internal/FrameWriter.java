package dev.fastmcp.transport.websocket.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.framing.TextFrame;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames, one at a time, and blocks while the server does not read: there is no queue that it could fill.
 * Everything but {@link #close} may block without limit, until the connection is aborted.
 */
final class FrameWriter {

    private final Draft_6455 draft;
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private boolean closed;

    /** How many bytes of control frames were written. Changed with {@link #lock} held. */
    private volatile long control;

    /** How many of them the server has read for certain. Advanced by the reader only. */
    private volatile long confirmed;

    private volatile @Nullable Ping ping;

    /** That the server knows a random payload proves that it has read so far. */
    private record Ping(byte[] payload, long position) {}

    FrameWriter(Draft_6455 draft, OutputStream out) {
        this.draft = draft;
        this.out = out;
    }

    void text(byte[] message) throws IOException {
        TextFrame frame = new TextFrame();
        frame.setPayload(ByteBuffer.wrap(message));
        lock.lock();
        try {
            write(frame);
        } finally {
            lock.unlock();
        }
    }

    void ping() throws IOException {
        byte[] payload = new byte[Long.BYTES];
        ThreadLocalRandom.current().nextBytes(payload);
        PingFrame frame = new PingFrame();
        frame.setPayload(ByteBuffer.wrap(payload));
        lock.lock();
        try {
            ping = new Ping(payload, control);
            control += write(frame);
        } finally {
            lock.unlock();
        }
    }

    void pong(byte[] payload) throws IOException {
        PongFrame frame = new PongFrame();
        frame.setPayload(ByteBuffer.wrap(payload));
        lock.lock();
        try {
            control += write(frame);
        } finally {
            lock.unlock();
        }
    }

    /** The server has answered a ping. */
    void ponged(byte[] payload) {
        Ping sent = ping;
        if (sent != null && Arrays.equals(payload, sent.payload)) {
            confirmed = sent.position;
        }
    }

    /** How many bytes of control frames may still wait to be read. */
    long unconfirmed() {
        return control - confirmed;
    }

    /**
     * Sends a close frame, the last of all frames. A second one is not sent.
     *
     * @param nanos how long to wait at most
     * @return whether it was done in time
     */
    boolean close(int code, long nanos) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofVirtual().name("fastmcp-websocket-farewell").start(() -> {
            try {
                close(code);
            } catch (IOException e) {
                Log.debug("A close frame could not be sent: " + e.getMessage());
            } finally {
                done.countDown();
            }
        });
        return done.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void close(int code) throws IOException {
        CloseFrame frame = new CloseFrame();
        frame.setCode(code);
        lock.lock();
        try {
            if (!closed) {
                write(frame);
                closed = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private int write(Framedata frame) throws IOException {
        if (closed) {
            throw new IOException("the connection is being closed");
        }
        ByteBuffer bytes = draft.createBinaryFrame(frame);
        int length = bytes.remaining();
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
        out.flush();
        return length;
    }
}
