package dev.fastmcp.core.server.http;

import dev.fastmcp.core.server.RandomToken;
import dev.fastmcp.core.server.ServerCore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The clients of the legacy era. Those that have not been heard of for long are forgotten when a new one comes. Thread-safe. */
final class Sessions {

    private static final int MAX = 10_000;
    private static final long IDLE_NANOS = Duration.ofMinutes(30).toNanos();

    private final ServerCore core;
    private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();

    Sessions(ServerCore core) {
        this.core = core;
    }

    /** Empty if there are too many. */
    Optional<Session> open() {
        sessions.values().stream()
                .filter(session -> session.isIdleFor(IDLE_NANOS))
                .forEach(this::close);
        if (sessions.size() >= MAX) {
            return Optional.empty();
        }
        Session session = new Session(RandomToken.next(), core);
        sessions.put(session.id(), session);
        return Optional.of(session);
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    void close(Session session) {
        if (sessions.remove(session.id(), session)) {
            session.close();
        }
    }

    void closeAll() {
        sessions.values().forEach(this::close);
    }
}
