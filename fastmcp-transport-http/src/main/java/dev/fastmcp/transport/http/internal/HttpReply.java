package dev.fastmcp.transport.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** The head of a response, and its body as it comes. Closing it before the body's end closes the connection, otherwise the connection serves the next request. */
final class HttpReply implements AutoCloseable {

    private static final Duration END_PATIENCE = Duration.ofMillis(50);
    private static final int FIRST_BYTES = 4 * 1024;

    /** An announced length is believed up to here; beyond, memory grows as bytes arrive. */
    private static final int TRUSTED_LENGTH = 2 * 1024 * 1024;

    private final ConnectionPool pool;
    private final HttpConnection connection;
    private final Call call;
    private final ClassicHttpResponse response;
    private final @Nullable InputStream content;
    private boolean ended;
    private boolean closed;

    HttpReply(ConnectionPool pool, HttpConnection connection, Call call, ClassicHttpResponse response)
            throws IOException {
        this.pool = pool;
        this.connection = connection;
        this.call = call;
        this.response = response;
        HttpEntity entity = response.getEntity();
        this.content = entity == null ? null : entity.getContent();
        this.ended = content == null;
    }

    int status() {
        return response.getCode();
    }

    boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    /** The value of a header; the first if there are several. */
    @Nullable
    String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            String value = header.getValue();
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(value == null ? "" : value);
        }
        return headers;
    }

    /** Reads some bytes of the body, waiting for the first. Returns -1 at its end. */
    int read(byte[] into, int offset, int length) throws IOException {
        if (ended || content == null) {
            return -1;
        }
        int count = content.read(into, offset, length);
        ended = count < 0;
        return count;
    }

    /** Reads the next bytes of an event stream, waiting for the first. Returns false at its end. */
    boolean feed(EventStreamParser parser) throws IOException, EventStreamParser.EventTooLargeException {
        byte[] chunk = connection.scratch();
        int count = read(chunk, 0, chunk.length);
        if (count < 0) {
            return false;
        }
        parser.feed(chunk, 0, count);
        return true;
    }

    /** A body, or as much of it as was wanted. */
    record Body(byte[] bytes, int length, boolean complete) {}

    /** Reads the body up to a number of bytes. */
    Body read(int max) throws IOException {
        HttpEntity entity = response.getEntity();
        long announced = entity == null ? 0 : entity.getContentLength();
        int first = announced < 0 ? FIRST_BYTES : (int) Math.min(announced, TRUSTED_LENGTH);
        byte[] bytes = new byte[Math.max(1, Math.min(first, max))];
        int length = 0;
        while (true) {
            int count = read(bytes, length, bytes.length - length);
            if (count < 0) {
                return new Body(bytes, length, true);
            }
            length += count;
            if (length == bytes.length) {
                // Mostly the end follows, and no more room is needed.
                int next = content == null ? -1 : content.read();
                if (next < 0) {
                    ended = true;
                    return new Body(bytes, length, true);
                }
                if (length == max) {
                    return new Body(bytes, length, false);
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length + 1, max));
                bytes[length++] = (byte) next;
            }
        }
    }

    /** Waits for the end of a body as long as it takes a server that sends nothing more to say so. */
    boolean endsSoon() {
        return endsWithin(END_PATIENCE);
    }

    /** Waits a moment for the end of a body of which nothing more is wanted. Returns false if it did not come. */
    boolean endsWithin(Duration patience) {
        if (ended) {
            return true;
        }
        connection.idleTimeout(patience);
        byte[] rest = connection.scratch();
        try {
            for (int reads = 0; reads < 4 && !ended; reads++) {
                read(rest, 0, rest.length);
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // The connection is of no use any more, which is not the fault of this response.
            return true;
        }
        return ended;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        call.release();
        if (ended && call.ended() == null && connection.survives(response)) {
            pool.giveBack(connection);
        } else {
            connection.discard();
        }
    }
}
