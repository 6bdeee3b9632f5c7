package dev.fastmcp.core.server.http;

import java.time.Duration;

/** The events that answer a request of a session, kept while and after they are sent. Thread-safe. */
record KeptStream(EventLog log, long stream, Duration patience) implements AutoCloseable {

    /** As long as this a client may take to come back. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static KeptStream begin(EventLog log) {
        return new KeptStream(log, log.begin(), PATIENCE);
    }

    EventId add(byte[] json) {
        return log.add(stream, json);
    }

    /** The connection is lost; from now on the client may come back, but need not. */
    void lost() {
        log.follow(stream, 0);
    }

    /** Tells whether a lost client has not come back for so long that nobody need wait for it. */
    boolean isForgotten() {
        return log.silentNanos(stream) > patience.toNanos();
    }

    @Override
    public void close() {
        log.end(stream);
    }
}
