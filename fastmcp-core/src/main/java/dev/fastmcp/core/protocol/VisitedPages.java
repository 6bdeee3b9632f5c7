package dev.fastmcp.core.protocol;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells those who wait for it when somebody is done with pages ({@code notifications/elicitation/complete}, specification 2025-11-25). Thread-safe. */
final class VisitedPages {

    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();

    /** Begins to wait. Before the pages are shown: the server may be quick. */
    Visit begin(Collection<String> ids) {
        Visit visit = new Visit(ids);
        visits.add(visit);
        return visit;
    }

    /** Somebody is done with a page. Ids that nobody waits for are nothing to worry about. */
    void visited(String id) {
        visits.forEach(visit -> visit.visited(id));
    }

    /** Nothing will be told any more, so that nobody must wait. */
    void stop() {
        visits.forEach(visit -> visit.done.countDown());
    }

    /** Some pages that a call waits for. */
    final class Visit implements AutoCloseable {

        private final Set<String> open = ConcurrentHashMap.newKeySet();
        private final CountDownLatch done = new CountDownLatch(1);

        private Visit(Collection<String> ids) {
            open.addAll(ids);
            finishIfDone();
        }

        private void visited(String id) {
            open.remove(id);
            finishIfDone();
        }

        private void finishIfDone() {
            if (open.isEmpty()) {
                done.countDown();
            }
        }

        /** Waits until all are done, but no longer than this; zero for no limit. Returns false if the time is over. */
        boolean await(Duration limit) throws InterruptedException {
            if (limit.isZero()) {
                done.await();
                return true;
            }
            return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            visits.remove(this);
        }
    }
}
