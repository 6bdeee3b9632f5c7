package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.MultiplexedChannel;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One text frame a message. A thread reads; whoever has something to say writes. */
final class WebSocketChannel extends MultiplexedChannel implements FrameReader.Sink {

    /**
     * The send buffer of a socket takes more than that on all systems, even if each small frame is accounted for with a
     * multiple of its size.
     */
    private static final long SOCKET_CAPACITY = 8 * 1024;

    /** Part of the capacity above; more pings and pongs than that, unread, and writes are taken for blocking. */
    private static final long CONTROL_CAPACITY = 1024;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /** A close frame is sent in no time unless a writer is stuck, whose caller waits for the end of this. */
    private static final long SEND_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REASON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String endpoint;
    private final Duration pingInterval;
    private final Connection connection;
    private final FrameWriter writer;
    private final KeepAlive keepAlive;
    private final Consumer<WebSocketChannel> whenEnded;
    private final Thread reader =
            Thread.ofVirtual().name("fastmcp-websocket-reader").unstarted(this::read);
    /** Why the connection ends is known, and has been reported. */
    private final CountDownLatch reported = new CountDownLatch(1);

    private final CountDownLatch ended = new CountDownLatch(1);

    /** The reader has seen the end, and only says farewell. */
    private volatile boolean ending;

    /** This side has begun to close, so the server's close frame is the answer to ours. */
    private volatile boolean closing;

    WebSocketChannel(
            ChannelContext context,
            ConnectOptions options,
            Connection connection,
            Consumer<WebSocketChannel> whenEnded) {
        super(context, options.address().display());
        this.endpoint = options.address().display();
        this.pingInterval = options.pingInterval();
        this.connection = connection;
        this.writer = new FrameWriter(connection.draft(), connection.out());
        this.keepAlive = new KeepAlive(writer, pingInterval);
        this.whenEnded = whenEnded;
    }

    /** Begins to read. Called once. */
    void start() {
        reader.start();
        keepAlive.start();
    }

    @Override
    public ChannelTraits traits() {
        return ChannelTraits.PIPE;
    }

    @Override
    protected void transmit(byte[] message) throws IOException {
        writer.text(message);
    }

    @Override
    protected long nonBlockingBytes() {
        return writer.unconfirmed() > CONTROL_CAPACITY ? 0 : SOCKET_CAPACITY - CONTROL_CAPACITY;
    }

    /** When a server closes a connection, writing fails before its reason has been read. */
    @Override
    protected TransportException writeFailed(IOException cause) {
        await(reported);
        connection.abort();
        return super.writeFailed(cause);
    }

    @Override
    protected void disconnect() {
        boolean own = Thread.currentThread() == reader;
        if (own && ending) {
            return;
        }
        Deadline deadline = Deadline.after(CLOSE_TIMEOUT);
        try {
            if (ending) {
                // The reader may be about to answer the server's close frame.
                ended.await(REASON_NANOS, TimeUnit.NANOSECONDS);
                return;
            }
            closing = true;
            writer.close(CloseReason.NORMAL, SEND_NANOS);
            if (!own) {
                ended.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            // Closing in haste is closing, too.
            Thread.currentThread().interrupt();
        } finally {
            keepAlive.stop();
            connection.abort();
            await(ended);
        }
    }

    private void await(CountDownLatch latch) {
        if (Thread.currentThread() == reader) {
            return;
        }
        try {
            latch.await(REASON_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        int farewell = 0;
        try {
            connection.socket().setSoTimeout(silenceMillis());
            CloseReason reason =
                    new FrameReader(connection.in(), context().limits().maxMessageBytes(), this).readAll();
            ending = true;
            farewell = reason.answer();
            lost(reason.toException(endpoint, connection.words()));
        } catch (IOException e) {
            ending = true;
            farewell = e instanceof FrameException violation ? violation.closeCode() : 0;
            lost(explained(e));
        } finally {
            ending = true;
            if (isOpen()) {
                // The reader died of an error, such as too little memory; without this, calls would hang.
                lost(failure(TransportException.Kind.IO_FAILED, "could not be read from any more", null));
            }
            reported.countDown();
            part(farewell);
        }
    }

    private TransportException explained(IOException cause) {
        return switch (cause) {
            case FrameException e -> failure(e.kind(), String.valueOf(e.getMessage()), e);
            case EOFException e ->
                failure(
                        TransportException.Kind.CLOSED_BY_SERVER,
                        "ended the connection without a close frame (1006, abnormal closure)",
                        null);
            case SocketTimeoutException e ->
                failure(
                        TransportException.Kind.IO_FAILED,
                        "sent nothing for " + silenceMillis() + " ms, not even the answer to a ping, and was given up",
                        e);
            default ->
                failure(
                        TransportException.Kind.IO_FAILED,
                        "could not be read from any more (" + cause.getMessage() + "; 1006, abnormal closure)",
                        cause);
        };
    }

    /** A peer that is reset while it sends may never see the close frame, so what it sends is read for a while. */
    private void part(int farewell) {
        try {
            if (farewell != 0 && !closing) {
                Deadline deadline = Deadline.after(Duration.ofNanos(FAREWELL_NANOS));
                if (writer.close(farewell, SEND_NANOS)) {
                    drain(deadline);
                }
            }
        } catch (IOException e) {
            // Whatever it is, the connection ends.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            keepAlive.stop();
            connection.abort();
            ended.countDown();
            whenEnded.accept(this);
        }
    }

    private void drain(Deadline deadline) throws IOException {
        byte[] rest = new byte[8 * 1024];
        int count = 0;
        while (count >= 0 && !deadline.isOver()) {
            connection.socket().setSoTimeout(millis(Duration.ofNanos(deadline.remainingNanos())));
            count = connection.in().read(rest);
        }
    }

    /** A ping is sent after one interval, and half an interval is for its answer. */
    private int silenceMillis() {
        return pingInterval.isZero() ? 0 : millis(pingInterval.multipliedBy(3).dividedBy(2));
    }

    private static int millis(Duration duration) {
        return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
    }

    @Override
    public void message(byte[] utf8, int length) {
        if (!isOpen()) {
            return;
        }
        try {
            received(utf8, 0, length);
        } catch (RuntimeException e) {
            Log.warning("A message from " + endpoint + " could not be handled", e);
        }
    }

    @Override
    public void ping(byte[] payload) {
        keepAlive.answer(payload);
    }

    @Override
    public void pong(byte[] payload) {
        writer.ponged(payload);
    }

    private TransportException failure(TransportException.Kind kind, String what, @Nullable IOException cause) {
        return new TransportException(kind, endpoint + ' ' + what, cause);
    }
}
