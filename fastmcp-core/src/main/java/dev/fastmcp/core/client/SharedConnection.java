package dev.fastmcp.core.client;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.core.protocol.Connection;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a client: made when somebody needs it, made anew after it was lost, ended with the last lease. All state is guarded by one lock,
 * under which nothing blocks.
 */
final class SharedConnection {

    private final String endpoint;
    private final ConnectAttempt.Connector connector;
    private final ReentrantLock lock = new ReentrantLock();

    /** Written under the lock; read without it, since every call does. */
    private volatile @Nullable Connection current;

    private @Nullable ConnectAttempt attempt;
    private int leases;

    /** Written under the lock. */
    private volatile boolean closed;

    SharedConnection(String endpoint, ConnectAttempt.Connector connector) {
        this.endpoint = endpoint;
        this.connector = connector;
    }

    /** Takes a lease, and returns the connection as it is now. */
    Connection lease() {
        lock.lock();
        try {
            leases++;
        } finally {
            lock.unlock();
        }
        boolean connected = false;
        try {
            Connection connection = get();
            connected = true;
            return connection;
        } finally {
            if (!connected) {
                release();
            }
        }
    }

    /** Gives a lease back. Closes the connection with the last one, unless it is to be kept alive. */
    void release() {
        Connection unused = null;
        lock.lock();
        try {
            leases--;
            Connection connection = current;
            if (leases == 0
                    && connection != null
                    && !connection.channel().traits().keepAlive()) {
                unused = connection;
                current = null;
            }
        } finally {
            lock.unlock();
        }
        if (unused != null) {
            unused.close();
        }
    }

    /** Returns an open connection, making one if there is none. */
    Connection get() {
        Connection open = current;
        if (open != null && open.isOpen()) {
            return open;
        }
        ConnectAttempt joined = joinAttempt();
        if (joined == null) {
            return get();
        }
        try {
            return joined.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestCancelledException(
                    "Connecting to " + endpoint + " was cancelled: the waiting thread was interrupted", e);
        } finally {
            leaveAttempt(joined);
        }
    }

    /** The last connection made, open or not. */
    @Nullable
    Connection latest() {
        return current;
    }

    /** Returns {@code null} if somebody else has connected in the meantime. */
    private @Nullable ConnectAttempt joinAttempt() {
        lock.lock();
        try {
            if (closed) {
                throw closedException();
            }
            Connection connection = current;
            if (connection != null && connection.isOpen()) {
                return null;
            }
            ConnectAttempt joined = attempt;
            if (joined == null) {
                joined = new ConnectAttempt(connector, this::settle);
                attempt = joined;
                joined.start();
            }
            joined.addWaiter();
            return joined;
        } finally {
            lock.unlock();
        }
    }

    private void leaveAttempt(ConnectAttempt left) {
        lock.lock();
        try {
            if (left.removeWaiter() && attempt == left) {
                attempt = null;
                left.abandon();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable McpException settle(ConnectAttempt settled, @Nullable Connection made) {
        Connection unused = made;
        boolean wanted;
        lock.lock();
        try {
            wanted = attempt == settled && !closed && leases > 0;
            if (wanted) {
                attempt = null;
            }
            if (wanted && made != null) {
                unused = current;
                current = made;
            }
        } finally {
            lock.unlock();
        }
        if (unused != null) {
            unused.close();
        }
        return wanted ? null : closedException();
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends everything, for good. */
    void close() {
        Connection open;
        lock.lock();
        try {
            closed = true;
            open = current;
            current = null;
            if (attempt != null) {
                attempt.abandon();
            }
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.close();
        }
    }

    private SessionClosedException closedException() {
        return new SessionClosedException("The client of " + endpoint + " is closed: make a new one");
    }
}
