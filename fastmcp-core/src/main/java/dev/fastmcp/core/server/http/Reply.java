package dev.fastmcp.core.server.http;

import com.sun.net.httpserver.HttpExchange;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.MessageCodec;
import dev.fastmcp.core.server.Outlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The answer to an HTTP request: JSON if there is nothing but a response, else a stream of events, which may be kept so that it outlives its connection. Thread-safe. */
final class Reply implements Outlet {

    private static final byte[] EVENT = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PULSE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpExchange exchange;
    private final MessageCodec codec;
    private final Patience patience;
    private final @Nullable KeptStream kept;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}; {@code null} as long as nothing was sent. */
    private @Nullable OutputStream events;

    /** Guarded by {@link #lock}: the connection is, and what comes is only kept. */
    private boolean lost;

    /** Guarded by {@link #lock}: all has been said. */
    private boolean finished;

    Reply(HttpExchange exchange, MessageCodec codec, Patience patience) {
        this(exchange, codec, patience, null);
    }

    Reply(HttpExchange exchange, MessageCodec codec, Patience patience, @Nullable KeptStream kept) {
        this.exchange = exchange;
        this.codec = codec;
        this.patience = patience;
        this.kept = kept;
    }

    @Override
    public void send(JsonRpcMessage message) {
        byte[] json = codec.write(message);
        lock.lock();
        try {
            if (kept == null) {
                event(EVENT, json, END);
            } else {
                event(id(kept.add(json)), EVENT, json, END);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends what was kept of another reply. */
    void repeat(EventLog.Event event) {
        event(id(event.id()), EVENT, event.json(), END);
    }

    private static byte[] id(EventId id) {
        return ("id: " + id + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Opens the stream before there is anything to say. */
    void open() {
        event();
    }

    /** Like {@link #pulse}, but opens the stream if nothing has. */
    void openingPulse() {
        lock.lock();
        try {
            if (!finished) {
                event(PULSE);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Shows that this side is still there, and finds out whether the other one is. Without effect before the first event.
     *
     * @throws UncheckedIOException if nobody is, or will be
     */
    void pulse() {
        lock.lock();
        try {
            if (kept != null && lost && kept.isForgotten()) {
                throw new UncheckedIOException(new IOException("The client has not come back"));
            }
            if (events != null && !finished) {
                event(PULSE);
            }
        } finally {
            lock.unlock();
        }
    }

    private void event(byte[]... parts) {
        lock.lock();
        try {
            if (!lost) {
                write(parts);
            }
        } catch (IOException e) {
            if (kept == null) {
                throw new UncheckedIOException(e);
            }
            lost = true;
            kept.lost();
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[]... parts) throws IOException {
        OutputStream out = events;
        if (out == null) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
            patience.limit(() -> exchange.sendResponseHeaders(200, 0));
            out = exchange.getResponseBody();
            events = out;
        }
        for (byte[] part : parts) {
            patience.write(out, part);
        }
        patience.limit(out::flush);
    }

    /** Tells whether nothing was sent yet. */
    private boolean isFresh() {
        return events == null && !lost;
    }

    /** Sends the response, which ends the stream if there is one. */
    void finish(int status, JsonRpcMessage.Response response) throws IOException {
        lock.lock();
        try {
            finished = true;
            if (isFresh()) {
                json(status, codec.write(response));
            } else {
                send(response);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends a response as one of several if there are events already. */
    boolean sendIfOpen(JsonRpcMessage.Response response) {
        lock.lock();
        try {
            if (isFresh()) {
                return false;
            }
            send(response);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Sends several responses, as an array if there are no events yet. No responses at all are nothing but accepted. */
    void finishAll(List<JsonRpcMessage.Response> responses) throws IOException {
        lock.lock();
        try {
            finished = true;
            if (!isFresh()) {
                responses.forEach(this::send);
            } else if (responses.isEmpty()) {
                patience.limit(() -> exchange.sendResponseHeaders(202, -1));
            } else {
                json(200, array(responses));
            }
        } finally {
            lock.unlock();
        }
    }

    private byte[] array(List<JsonRpcMessage.Response> responses) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (JsonRpcMessage.Response response : responses) {
            if (array.size() > 1) {
                array.write(',');
            }
            array.writeBytes(codec.write(response));
        }
        array.write(']');
        return array.toByteArray();
    }

    private void json(int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        patience.limit(() -> exchange.sendResponseHeaders(status, json.length));
        patience.write(exchange.getResponseBody(), json);
    }
}
