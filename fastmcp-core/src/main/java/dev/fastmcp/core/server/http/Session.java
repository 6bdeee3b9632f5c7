package dev.fastmcp.core.server.http;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.MessageCodec;
import dev.fastmcp.core.server.Conversation;
import dev.fastmcp.core.server.Outlet;
import dev.fastmcp.core.server.ServerCore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A client of the legacy era. What the server says by itself is kept until the client listens; of too much the oldest is lost. Thread-safe. */
final class Session implements Outlet, AutoCloseable {

    private final String id;
    private final Conversation conversation;
    private final MessageCodec codec;
    private final EventLog log;
    private final AtomicLong turns = new AtomicLong();

    /** Which of the streams that wanted to listen does so; 0 for none. */
    private final AtomicLong listening = new AtomicLong();

    /** What was sent to a stream that listened. */
    private final AtomicLong delivered = new AtomicLong();

    private final AtomicInteger uses = new AtomicInteger();
    private volatile long lastUsed = System.nanoTime();
    private volatile boolean closed;

    Session(String id, ServerCore core, MessageCodec codec, ReplayBudget budget) {
        this.id = id;
        this.codec = codec;
        this.log = new EventLog(budget);
        this.conversation = core.converse(this);
    }

    String id() {
        return id;
    }

    Conversation conversation() {
        lastUsed = System.nanoTime();
        return conversation;
    }

    EventLog log() {
        return log;
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
        return uses.get() > 0 ? -1 : System.nanoTime() - lastUsed;
    }

    @Override
    public void send(JsonRpcMessage message) {
        log.add(EventId.LISTENING, codec.write(message));
    }

    /**
     * Only one stream at a time listens.
     *
     * @param again whether it goes on where another one was lost, which may not have been noticed here
     * @return its turn; 0 if another one listens
     */
    long beginToListen(boolean again) {
        long turn = turns.incrementAndGet();
        if (again) {
            listening.set(turn);
            log.follow(EventId.LISTENING, 0);
            return turn;
        }
        return listening.compareAndSet(0, turn) ? turn : 0;
    }

    boolean isListening(long turn) {
        return !closed && listening.get() == turn;
    }

    void endListening(long turn) {
        listening.compareAndSet(turn, 0);
    }

    /** What nobody has heard yet comes after this. */
    EventId delivered() {
        return new EventId(EventId.LISTENING, delivered.get());
    }

    void delivered(EventId last) {
        delivered.accumulateAndGet(last.number(), Math::max);
    }

    @Override
    public void close() {
        closed = true;
        conversation.close();
        log.close();
    }
}
