package dev.fastmcp.core.server.http;

import dev.fastmcp.api.spi.MessageCodec;
import dev.fastmcp.core.server.RandomToken;
import dev.fastmcp.core.server.ServerCore;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/** The clients of the legacy era. When a new one comes, those that have not been heard of for long are forgotten, and if there are too many, the one that has been silent longest. Thread-safe. */
final class Sessions {

    private static final long IDLE_NANOS = Duration.ofMinutes(30).toNanos();

    private final ServerCore core;
    private final MessageCodec codec;
    private final ReplayBudget budget = new ReplayBudget();
    private final int max;
    private final ReentrantLock opening = new ReentrantLock();
    private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();

    Sessions(ServerCore core, MessageCodec codec, int max) {
        this.core = core;
        this.codec = codec;
        this.max = max;
    }

    /** Empty if there are too many, and all of them are in use. */
    Optional<Session> open() {
        opening.lock();
        try {
            sessions.values().stream()
                    .filter(session -> session.idleNanos() > IDLE_NANOS)
                    .forEach(this::close);
            if (sessions.size() >= max) {
                sessions.values().stream()
                        .filter(session -> session.idleNanos() >= 0)
                        .max(Comparator.comparingLong(Session::idleNanos))
                        .ifPresent(this::close);
            }
            if (sessions.size() >= max) {
                return Optional.empty();
            }
            Session session = new Session(RandomToken.next(), core, codec, budget);
            sessions.put(session.id(), session);
            return Optional.of(session);
        } finally {
            opening.unlock();
        }
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
