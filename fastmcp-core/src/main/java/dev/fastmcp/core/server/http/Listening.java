package dev.fastmcp.core.server.http;

import org.jspecify.annotations.Nullable;

/** Sends a client what is kept for it: what the server says by itself, or the rest of an answer whose connection was lost. */
final class Listening {

    private static final int PULSE_SECONDS = 15;

    private final Session session;
    private final Reply reply;

    Listening(Session session, Reply reply) {
        this.session = session;
        this.reply = reply;
    }

    /** Sends what comes until the session ends, or another stream takes over. */
    void listen(EventId after, long turn) throws InterruptedException {
        reply.open();
        EventId last = after;
        while (session.isListening(turn)) {
            EventLog.Event event = session.log().next(last, PULSE_SECONDS, () -> session.isListening(turn));
            if (!session.isListening(turn)) {
                return;
            }
            last = sent(event, last);
            session.delivered(last);
        }
    }

    /** Sends what follows, up to the response. */
    void resume(EventId after) throws InterruptedException {
        EventLog log = session.log();
        log.follow(after.stream(), 1);
        try {
            reply.open();
            EventId last = after;
            while (log.isReadable(last)) {
                last = sent(log.next(last, PULSE_SECONDS, () -> true), last);
            }
        } finally {
            log.follow(after.stream(), -1);
        }
    }

    private EventId sent(EventLog.@Nullable Event event, EventId last) {
        if (event == null) {
            reply.pulse();
            return last;
        }
        reply.repeat(event);
        return event.id();
    }
}
