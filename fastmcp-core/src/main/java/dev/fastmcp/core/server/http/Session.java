package dev.fastmcp.core.server.http;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.server.Conversation;
import dev.fastmcp.core.server.Outlet;
import dev.fastmcp.core.server.ServerCore;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client of the legacy era. What the server says by itself waits until the client listens; of too much the oldest is lost. Thread-safe. */
final class Session implements Outlet, AutoCloseable {

    private static final int MAX_WAITING = 256;

    private final String id;
    private final Conversation conversation;
    private final BlockingQueue<JsonRpcMessage> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicInteger uses = new AtomicInteger();
    private volatile long lastUsed = System.nanoTime();
    private volatile boolean closed;

    Session(String id, ServerCore core) {
        this.id = id;
        this.conversation = core.converse(this);
    }

    String id() {
        return id;
    }

    Conversation conversation() {
        lastUsed = System.nanoTime();
        return conversation;
    }

    /** Something that the client wants of the session, and that is not over yet. */
    interface Use extends AutoCloseable {

        Conversation conversation();

        @Override
        void close();
    }

    /** Keeps the session alive. */
    Use use() {
        uses.incrementAndGet();
        return new Use() {
            @Override
            public Conversation conversation() {
                return conversation;
            }

            @Override
            public void close() {
                lastUsed = System.nanoTime();
                uses.decrementAndGet();
            }
        };
    }

    /** How long it has not been used; negative if it is used now. */
    long idleNanos() {
        return listening.get() || uses.get() > 0 ? -1 : System.nanoTime() - lastUsed;
    }

    @Override
    public void send(JsonRpcMessage message) {
        while (!waiting.offer(message)) {
            waiting.poll();
        }
    }

    /** Only one stream at a time listens. */
    boolean beginToListen() {
        return listening.compareAndSet(false, true);
    }

    void endListening() {
        lastUsed = System.nanoTime();
        listening.set(false);
    }

    /** The next message; {@code null} if there is none for so long. */
    @Nullable
    JsonRpcMessage next(long seconds) throws InterruptedException {
        return waiting.poll(seconds, TimeUnit.SECONDS);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        conversation.close();
    }
}
