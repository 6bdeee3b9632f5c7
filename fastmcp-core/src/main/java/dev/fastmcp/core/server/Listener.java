package dev.fastmcp.core.server;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Announcements on their way to one client. A client that reads slowly hears of each thing once, however often it has changed meanwhile, so what waits is bounded by what it asked for.
 */
final class Listener {

    private final Predicate<? super Announcement> wanted;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}, as is {@link #ended}. */
    private final Set<Announcement> waiting = new LinkedHashSet<>();

    private boolean ended;

    Listener(Predicate<? super Announcement> wanted) {
        this.wanted = wanted;
    }

    void offer(Announcement announcement) {
        if (!wanted.test(announcement)) {
            return;
        }
        lock.lock();
        try {
            waiting.add(announcement);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next announcement; {@code null} once the server has ended. */
    @Nullable
    Announcement take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !ended) {
                changed.await();
            }
            Iterator<Announcement> first = waiting.iterator();
            if (!first.hasNext()) {
                return null;
            }
            Announcement next = first.next();
            first.remove();
            return next;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
