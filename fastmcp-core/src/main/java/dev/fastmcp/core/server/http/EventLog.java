package dev.fastmcp.core.server.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of a session, so that a client whose connection was lost can have them again (specification 2025-11-25, "Resumability and redelivery"). If there are too many, or too large ones, the oldest are
 * lost. Thread-safe.
 */
final class EventLog {

    private static final int MAX_EVENTS = 500;
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    /** What each session may keep whatever the others keep, so that what is small gets through. */
    private static final long MIN_BYTES = 16L * 1024;

    /** An event that was sent, or could not be. */
    record Event(EventId id, byte[] json) {}

    /** Who reads a stream that has not ended yet. */
    private static final class Following {
        private int followers;
        private long silentSince = System.nanoTime();
    }

    private final ReplayBudget budget;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}, as is all that follows. */
    private final Deque<Event> events = new ArrayDeque<>();

    private final Map<Long, Following> open = new HashMap<>();
    private long bytes;
    private long lastStream = EventId.LISTENING;
    private long lastNumber;
    private boolean closed;

    EventLog(ReplayBudget budget) {
        this.budget = budget;
        open.put(EventId.LISTENING, new Following());
    }

    /** Begins a stream that answers a request. */
    long begin() {
        lock.lock();
        try {
            lastStream++;
            open.put(lastStream, new Following());
            return lastStream;
        } finally {
            lock.unlock();
        }
    }

    EventId add(long stream, byte[] json) {
        lock.lock();
        try {
            EventId id = new EventId(stream, ++lastNumber);
            if (!closed) {
                events.add(new Event(id, json));
                count(json.length);
                while (!events.isEmpty() && isTooMuch()) {
                    count(-events.remove().json().length);
                }
                changed.signalAll();
            }
            return id;
        } finally {
            lock.unlock();
        }
    }

    private boolean isTooMuch() {
        return events.size() > MAX_EVENTS || bytes > MAX_BYTES || bytes > MIN_BYTES && budget.isExceeded();
    }

    private void count(long more) {
        bytes += more;
        budget.use(more);
    }

    /** There will be no more events. */
    void end(long stream) {
        lock.lock();
        try {
            open.remove(stream);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether there is, or may come, something to read after an event. */
    boolean isReadable(EventId after) {
        lock.lock();
        try {
            return open.containsKey(after.stream()) || first(after) != null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Event first(EventId after) {
        for (Event event : events) {
            if (event.id().stream() == after.stream() && event.id().number() > after.number()) {
                return event;
            }
        }
        return null;
    }

    /**
     * Waits for the next event of a stream.
     *
     * @param wanted whether somebody still wants it; asked again when {@link #follow} is called
     * @return {@code null} if there is none for so long, or will be none
     */
    @Nullable
    Event next(EventId after, long seconds, BooleanSupplier wanted) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(seconds);
        lock.lockInterruptibly();
        try {
            Event event = first(after);
            while (event == null && left > 0 && open.containsKey(after.stream()) && wanted.getAsBoolean()) {
                left = changed.awaitNanos(left);
                event = first(after);
            }
            return event;
        } finally {
            lock.unlock();
        }
    }

    /** Somebody begins or ceases to read a stream. */
    void follow(long stream, int change) {
        lock.lock();
        try {
            Following following = open.get(stream);
            if (following != null) {
                following.followers += change;
                following.silentSince = System.nanoTime();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How long nobody has read a stream. */
    long silentNanos(long stream) {
        lock.lock();
        try {
            Following following = open.get(stream);
            return following == null || following.followers > 0 ? 0 : System.nanoTime() - following.silentSince;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            open.clear();
            events.clear();
            count(-bytes);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
