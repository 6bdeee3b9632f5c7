package dev.fastmcp.core.server.http;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.server.Conversation;
import dev.fastmcp.core.server.Outlet;
import dev.fastmcp.core.server.ServerCore;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A client of the legacy era. What the server says by itself waits until the client listens; of too much the oldest is lost. Thread-safe. */
final class Session implements Outlet, AutoCloseable {

    private static final int MAX_WAITING = 256;

    private final String id;
    private final Conversation conversation;
    private final BlockingQueue<JsonRpcMessage> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean listening = new AtomicBoolean();
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

    boolean isIdleFor(long nanos) {
        return !listening.get() && System.nanoTime() - lastUsed > nanos;
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
