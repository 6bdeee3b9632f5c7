package dev.fastmcp.core.protocol;

import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.SubscriptionFilter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one {@code subscriptions/listen} request of a connection (specification 2026-07-28, "Subscriptions"): made on a thread of its own, for as long as somebody wants to hear of changes. What to
 * listen to cannot be changed, so another wish is another request; the stream before goes on until the server has agreed to the new one, so that nothing is missed in between, though it may be told
 * twice. A stream that ends is opened again, later and later.
 */
final class ListenStream {

    private static final System.Logger LOG = System.getLogger(ListenStream.class.getName());
    private static final long MOMENT_MILLIS = 1_000;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long MAX_PAUSE_MILLIS = 30_000;

    /** A stream that was open for this long was no failure. */
    private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ModernEngine engine;
    private final InboundMessages inbound;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private @Nullable Stream current;

    private boolean stopped;

    /** Lists that were asked for while nobody told of their changes. */
    private final Set<ListChangedListener.Kind> unheard = EnumSet.noneOf(ListChangedListener.Kind.class);

    /** The server tells of changes. */
    private volatile boolean heard;

    ListenStream(ModernEngine engine, InboundMessages inbound) {
        this.engine = engine;
        this.inbound = inbound;
    }

    /** From now on listens to this and nothing else. Returns at once; the result tells what the server has agreed to. */
    CompletableFuture<SubscriptionFilter> listenTo(Supplier<SubscriptionFilter> wanted) {
        lock.lock();
        try {
            SubscriptionFilter filter = wanted.get();
            Stream before = current;
            if (stopped) {
                return CompletableFuture.completedFuture(SubscriptionFilter.NONE);
            }
            if (before != null && before.filter.equals(filter)) {
                return before.acknowledged;
            }
            if (filter.equals(SubscriptionFilter.NONE)) {
                endCurrent();
                return CompletableFuture.completedFuture(SubscriptionFilter.NONE);
            }
            current = new Stream(filter);
            if (before != null) {
                current.follow(before);
            }
            current.thread.start();
            return current.acknowledged;
        } finally {
            lock.unlock();
        }
    }

    /** Called before a request is sent. What changes between a list and the server's word that it tells of changes would be missed. */
    void sending(String method) {
        if (!heard) {
            kind(method).ifPresent(kind -> {
                lock.lock();
                try {
                    unheard.add(kind);
                } finally {
                    lock.unlock();
                }
            });
        }
    }

    private static Optional<ListChangedListener.Kind> kind(String method) {
        return switch (method) {
            case "tools/list" -> Optional.of(ListChangedListener.Kind.TOOLS);
            case "prompts/list" -> Optional.of(ListChangedListener.Kind.PROMPTS);
            case "resources/list", "resources/templates/list" -> Optional.of(ListChangedListener.Kind.RESOURCES);
            default -> Optional.empty();
        };
    }

    /** The server has agreed for the first time. */
    private void begunToHear(SubscriptionFilter filter) {
        Set<ListChangedListener.Kind> missed;
        lock.lock();
        try {
            heard = true;
            missed = EnumSet.copyOf(unheard);
            unheard.clear();
        } finally {
            lock.unlock();
        }
        inbound.mayHaveMissed(new SubscriptionFilter(
                filter.toolsListChanged() && missed.contains(ListChangedListener.Kind.TOOLS),
                filter.promptsListChanged() && missed.contains(ListChangedListener.Kind.PROMPTS),
                filter.resourcesListChanged() && missed.contains(ListChangedListener.Kind.RESOURCES),
                List.of(),
                List.of(),
                Map.of()));
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            endCurrent();
        } finally {
            lock.unlock();
        }
    }

    /** Called with the lock held. */
    private void endCurrent() {
        if (current != null) {
            current.endFormer();
            current.thread.interrupt();
            current = null;
            heard = false;
        }
    }

    /** Waits until the server has agreed, or for a moment: a server that does not say so may tell of changes later, or never. */
    void awaitFirst() throws InterruptedException {
        Stream opened;
        lock.lock();
        try {
            opened = current;
        } finally {
            lock.unlock();
        }
        if (opened == null) {
            return;
        }
        try {
            opened.acknowledged.get(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server has not agreed to tell of changes", e);
        }
    }

    /** Waits until the server has agreed. */
    static SubscriptionFilter await(CompletableFuture<SubscriptionFilter> acknowledged, Duration timeout) {
        try {
            return timeout.isZero() ? acknowledged.get() : acknowledged.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RequestTimeoutException(
                    "subscriptions/listen was not acknowledged within " + timeout.toMillis() + " ms", timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestCancelledException("subscriptions/listen was cancelled: the thread was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JsonRpcException refusal) {
                throw refusal;
            }
            throw new UnsupportedFeatureException("The server could not be listened to: " + e.getMessage());
        }
    }

    /** What one wish leads to. */
    private final class Stream {

        private final SubscriptionFilter filter;
        private final CompletableFuture<SubscriptionFilter> acknowledged = new CompletableFuture<>();
        private final Thread thread = Thread.ofVirtual().name("fastmcp-listen").unstarted(this::run);

        /** The stream that goes on until the server has agreed to this one. Guarded by the lock. */
        private @Nullable Stream former;

        /** Those who wait for this stream wait for another one now. */
        private volatile boolean followed;

        Stream(SubscriptionFilter filter) {
            this.filter = filter;
            acknowledged.whenComplete((accepted, failure) -> endFormer());
        }

        /** Called with the lock held. A stream that the server has not agreed to yet is given up at once: what it was to add to is still there. */
        void follow(Stream before) {
            if (before.acknowledged.isDone()) {
                former = before;
                return;
            }
            former = before.former;
            before.former = null;
            before.followed = true;
            acknowledged.whenComplete((accepted, failure) -> {
                if (failure == null) {
                    before.acknowledged.complete(accepted);
                } else {
                    before.acknowledged.completeExceptionally(failure);
                }
            });
            before.thread.interrupt();
        }

        void endFormer() {
            lock.lock();
            try {
                if (former != null) {
                    former.thread.interrupt();
                    former = null;
                }
            } finally {
                lock.unlock();
            }
        }

        private void run() {
            long pause = FIRST_PAUSE_MILLIS;
            try {
                while (true) {
                    long begun = System.nanoTime();
                    once();
                    pause = System.nanoTime() - begun > LASTING_NANOS
                            ? FIRST_PAUSE_MILLIS
                            : Math.min(2 * pause, MAX_PAUSE_MILLIS);
                    Thread.sleep(pause + ThreadLocalRandom.current().nextLong(pause / 4 + 1));
                }
            } catch (InterruptedException | RequestCancelledException e) {
                if (!followed) {
                    acknowledged.completeExceptionally(e);
                }
            } catch (JsonRpcException e) {
                // The server has looked at the request and does not want it: asking again would not help.
                LOG.log(System.Logger.Level.DEBUG, "The server does not let us listen", e);
                acknowledged.completeExceptionally(e);
            }
        }

        private void once() throws InterruptedException {
            RequestId id = engine.nextId();
            boolean again = acknowledged.isDone();
            inbound.expectAcknowledgement(id, accepted -> {
                acknowledged.complete(accepted);
                if (again) {
                    inbound.mayHaveMissed(filter);
                } else {
                    begunToHear(filter);
                }
            });
            try {
                engine.listen(id, filter);
                LOG.log(System.Logger.Level.DEBUG, "The server has ended what we listen to");
            } catch (JsonRpcException | RequestCancelledException e) {
                throw e;
            } catch (McpException e) {
                LOG.log(System.Logger.Level.DEBUG, "Listening was interrupted, and is tried again", e);
            } finally {
                inbound.expectNoAcknowledgement(id);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
