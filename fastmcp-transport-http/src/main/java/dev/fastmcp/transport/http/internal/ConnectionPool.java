package dev.fastmcp.transport.http.internal;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP engine: sends requests and receives responses on the calling thread, over connections that are kept for the next request. As many requests at a time as
 * there are threads. The connection used last is used next, so that few stay open. Idle connections are closed with the last channel that uses the pool.
 */
public final class ConnectionPool {

    private final Connector connector;
    private final Duration keepAlive;
    private final DeadlineWatch watch = new DeadlineWatch();
    private final ConcurrentMap<Origin, ConcurrentLinkedDeque<HttpConnection>> idle = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private int users;

    /** Written under the lock. */
    private volatile boolean kept;

    /**
     * Creates a pool without connections.
     *
     * @param connector makes connections
     * @param keepAlive how long an idle connection is used again
     */
    public ConnectionPool(Connector connector, Duration keepAlive) {
        this.connector = connector;
        this.keepAlive = keepAlive;
    }

    DeadlineWatch watch() {
        return watch;
    }

    /** Announces a channel. */
    void enter() {
        lock.lock();
        try {
            users++;
            kept = true;
        } finally {
            lock.unlock();
        }
    }

    /** Says that a channel needs it no longer. */
    void leave() {
        lock.lock();
        try {
            users--;
            kept = users > 0;
        } finally {
            lock.unlock();
        }
        if (!kept) {
            closeIdle();
        }
    }

    /** Closes connections that carry no request. */
    public void closeIdle() {
        idle.values().forEach(connections -> {
            for (HttpConnection next = connections.poll(); next != null; next = connections.poll()) {
                next.discard();
            }
        });
        watch.nudge();
    }

    /**
     * Sends a request and waits for the head of its response.
     *
     * @throws ConnectFailedException if nothing was sent
     * @throws IOException if it is not known whether the server has acted on the request
     */
    HttpReply send(OutgoingRequest request, Call call) throws IOException {
        Origin origin = Origin.of(request.uri());
        HttpConnection kept = take(origin, call);
        if (kept != null) {
            try {
                return send(request, call, kept);
            } catch (NoHttpResponseException | ConnectionClosedException | SocketException e) {
                if (!request.repeatable() || call.ended() != null) {
                    throw e;
                }
            }
        }
        return send(request, call, connector.connect(origin, call));
    }

    private HttpReply send(OutgoingRequest request, Call call, HttpConnection connection) throws IOException {
        boolean received = false;
        try {
            call.use(connection.channel());
            connection.send(request);
            ClassicHttpResponse response = connection.receive(request, call.deadline());
            HttpReply reply = new HttpReply(this, connection, call, response);
            received = true;
            return reply;
        } finally {
            if (!received) {
                call.release();
                connection.discard();
            }
        }
    }

    private @Nullable HttpConnection take(Origin origin, Call call) {
        ConcurrentLinkedDeque<HttpConnection> connections = idle.get(origin);
        if (connections == null) {
            return null;
        }
        while (true) {
            HttpConnection connection = connections.pollFirst();
            if (connection == null) {
                return null;
            }
            if (!connection.idleLongerThan(keepAlive) && connection.isFresh()) {
                if (connection.mayServe(call)) {
                    return connection;
                }
                // Others, who may be led there, can still use it.
                connections.addFirst(connection);
                if (!kept) {
                    closeIdle();
                }
                return null;
            }
            connection.discard();
        }
    }

    void giveBack(HttpConnection connection) {
        connection.idle();
        ConcurrentLinkedDeque<HttpConnection> connections =
                idle.computeIfAbsent(connection.origin(), origin -> new ConcurrentLinkedDeque<>());
        connections.addFirst(connection);
        HttpConnection oldest = connections.peekLast();
        if (oldest != null && oldest != connection && oldest.idleLongerThan(keepAlive)) {
            if (connections.removeLastOccurrence(oldest)) {
                oldest.discard();
            }
        }
        if (!kept) {
            closeIdle();
        }
    }
}
