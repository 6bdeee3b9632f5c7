package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.spi.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, or to a proxy for it. Used by one thread at a time. Its socket belongs to a channel, so that interrupting the thread, a platform one too,
 * ends what it waits for.
 */
final class HttpConnection {

    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(128)
            .setMaxEmptyLineCount(8)
            .build();

    private static final int MAX_INTERIM_RESPONSES = 8;
    private static final int WRITTEN_TOGETHER = 16 * 1024;

    private final Origin origin;
    private final SocketChannel channel;
    private final Wire wire = new Wire();
    private final OutputStream out;
    private final boolean tls;

    /** Where the connection leads; {@code null} if a proxy decides that. */
    private final @Nullable InetAddress peer;

    /** Requests name the whole address, since a proxy reads them. */
    private final boolean absoluteTargets;

    private final RequestBytes unsent = new RequestBytes();
    private byte @Nullable [] scratch;
    private long idleSince;

    HttpConnection(Origin origin, SocketChannel channel, Socket socket, boolean viaProxy) throws IOException {
        this.origin = origin;
        this.channel = channel;
        this.out = socket.getOutputStream();
        this.tls = origin.tls();
        this.peer = viaProxy ? null : socket.getInetAddress();
        this.absoluteTargets = viaProxy && !tls;
        wire.bind(socket);
    }

    Origin origin() {
        return origin;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Room for a chunk of a stream, for whoever uses the connection. */
    byte[] scratch() {
        byte[] room = scratch;
        if (room == null) {
            room = new byte[16 * 1024];
            scratch = room;
        }
        return room;
    }

    void send(OutgoingRequest request) throws IOException {
        byte[] body = request.bodyBytes();
        request.head(unsent, origin, absoluteTargets);
        boolean together = unsent.size() + body.length <= WRITTEN_TOGETHER;
        if (together) {
            unsent.body(body);
        }
        unsent.writeTo(out);
        if (!together) {
            out.write(body);
        }
        out.flush();
    }

    /** Waits for a response; its entity, if any, reads from this connection. */
    ClassicHttpResponse receive(OutgoingRequest request, Deadline deadline) throws IOException {
        idleTimeout(request.responseTimeout(), deadline);
        try {
            for (int interim = 0; interim <= MAX_INTERIM_RESPONSES; interim++) {
                ClassicHttpResponse response = wire.receiveResponseHeader();
                if (response.getCode() >= 200) {
                    checkFraming(response);
                    idleTimeout(request.idleTimeout(), deadline);
                    if (MessageSupport.canResponseHaveBody(request.method(), response)) {
                        wire.receiveResponseEntity(response);
                    }
                    return response;
                }
                if (response.getCode() == 101) {
                    break;
                }
            }
            throw new InvalidHttpException("only interim responses came");
        } catch (HttpException e) {
            throw new InvalidHttpException(e);
        }
    }

    /** Two lengths, or a length beside chunks, are how one response is smuggled into another. */
    private static void checkFraming(ClassicHttpResponse response) throws HttpException {
        int lengths = response.countHeaders(HttpHeaders.CONTENT_LENGTH);
        if (lengths > 1 || lengths == 1 && response.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            throw new ProtocolException("the length of the body is given twice");
        }
    }

    /** A wait with a timeout costs a timer for each read on a virtual thread, so there is none if the deadline comes first anyway. */
    private void idleTimeout(Duration timeout, Deadline deadline) {
        idleTimeout(deadline.remainingNanos() <= timeout.toNanos() ? Duration.ZERO : timeout);
    }

    void idleTimeout(Duration timeout) {
        wire.setSocketTimeout(Timeout.ofMilliseconds(Math.max(timeout.toMillis(), timeout.isZero() ? 0 : 1)));
    }

    /** Tells whether the connection can carry another request once this response has been read to its end. */
    boolean survives(ClassicHttpResponse response) {
        return channel.isOpen()
                && wire.isConsistent()
                && !wire.hasUnreadBytes()
                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(null, response, HttpCoreContext.create());
    }

    void idle() {
        idleSince = System.nanoTime();
    }

    boolean idleLongerThan(Duration limit) {
        return System.nanoTime() - idleSince > limit.toNanos();
    }

    /** Tells whether a call may lead to where this connection leads: it may have been made for one that could go anywhere. */
    boolean mayServe(Call call) {
        return peer == null || call.mayLeadTo(peer);
    }

    /** Tells whether the server has neither closed the idle connection nor sent anything that nobody asked for. */
    boolean isFresh() {
        try {
            if (tls) {
                return !wire.isStale();
            }
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes the socket at once; never blocks. */
    void discard() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    /** Lets us look into its buffer: what lies there behind a response would be taken for the next one. */
    private static final class Wire extends DefaultBHttpClientConnection {

        private @Nullable SessionInputBuffer buffer;

        Wire() {
            super(LIMITS);
        }

        @Override
        protected InputStream createContentInputStream(long length, SessionInputBuffer in, InputStream stream) {
            buffer = in;
            return super.createContentInputStream(length, in, stream);
        }

        boolean hasUnreadBytes() {
            return buffer != null && buffer.length() > 0;
        }
    }
}
