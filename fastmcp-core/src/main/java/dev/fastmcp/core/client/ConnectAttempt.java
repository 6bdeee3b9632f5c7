package dev.fastmcp.core.client;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.core.protocol.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect, shared by everybody who waits for it. It runs on a thread of its own, so that no waiter's interruption takes the connection away
 * from the others; when the last waiter has gone, it is abandoned.
 */
final class ConnectAttempt {

    /** Connects; blocks. */
    interface Connector {
        Connection connect() throws InterruptedException;
    }

    private final CompletableFuture<Connection> result = new CompletableFuture<>();
    private final Thread thread;

    /** Guarded by the lock of the client. */
    private int waiters;

    /** Creates an attempt; {@code settled} is told the end of it before any waiter, on the attempt's thread. */
    ConnectAttempt(Connector connector, Settled settled) {
        thread = Thread.ofVirtual().name("fastmcp-connect").unstarted(() -> run(connector, settled));
    }

    /** Takes over the new connection, if there is one; returns an exception if nobody wants it any more. */
    interface Settled {
        @Nullable
        McpException accept(ConnectAttempt attempt, @Nullable Connection connection);
    }

    void start() {
        thread.start();
    }

    void addWaiter() {
        waiters++;
    }

    /** Returns true if that was the last one. */
    boolean removeWaiter() {
        return --waiters == 0;
    }

    void abandon() {
        thread.interrupt();
    }

    private void run(Connector connector, Settled settled) {
        Connection connection = null;
        Throwable failure = null;
        try {
            connection = connector.connect();
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
        }
        McpException unwanted = settled.accept(this, connection);
        if (unwanted != null) {
            result.completeExceptionally(unwanted);
        } else if (failure != null) {
            result.completeExceptionally(failure);
        } else {
            result.complete(connection);
        }
    }

    Connection await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case InterruptedException cause -> throw new InterruptedException("connecting was abandoned");
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
