package dev.fastmcp.api.spi;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One caller that waits for its response. The reader completes it; the caller parks, and in between runs what arrived for its request. */
final class AwaitedExchange extends PendingExchange {

    private static final int QUEUED_NOTIFICATIONS = 256;

    private final Thread caller = Thread.currentThread();
    private volatile @Nullable Object outcome;
    private volatile @Nullable ArrayBlockingQueue<JsonRpcMessage.Notification> related;

    AwaitedExchange(JsonRpcMessage.Request request, Map<String, String> headers) {
        super(request, headers);
    }

    /** The newest notifications are kept when the caller is too slow for all of them. */
    @Override
    void offer(JsonRpcMessage.Notification notification) {
        ArrayBlockingQueue<JsonRpcMessage.Notification> queue = related;
        if (queue == null) {
            queue = new ArrayBlockingQueue<>(QUEUED_NOTIFICATIONS);
            related = queue;
        }
        while (!queue.offer(notification)) {
            queue.poll();
        }
        LockSupport.unpark(caller);
    }

    @Override
    boolean isOver() {
        return outcome != null;
    }

    @Override
    void complete(JsonRpcMessage.Response response) {
        settle(response);
    }

    @Override
    void fail(McpException cause) {
        settle(cause);
    }

    @Override
    void failAsIs(McpException cause) {
        settle(new OwnFailure(cause));
    }

    private record OwnFailure(McpException cause) {}

    private void settle(Object result) {
        if (outcome == null) {
            outcome = result;
            LockSupport.unpark(caller);
        }
    }

    JsonRpcMessage.Response await(Deadline deadline, ExchangeOptions options, String endpoint)
            throws InterruptedException {
        Deadline current = deadline;
        Deadline limit = Deadline.after(options.progressLimit());
        while (true) {
            Object result = outcome;
            if (deliverRelated(options)) {
                current = options.afterProgress(current, limit);
            }
            if (result != null) {
                return unwrap(result);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException(request().method() + " was interrupted");
            }
            long nanos = current.remainingNanos();
            if (nanos <= 0) {
                throw timedOut(current, endpoint, "no answer");
            }
            if (outcome == null) {
                park(nanos);
            }
        }
    }

    private void park(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** Returns true if there was anything to deliver. */
    private boolean deliverRelated(ExchangeOptions options) {
        ArrayBlockingQueue<JsonRpcMessage.Notification> queue = related;
        if (queue == null) {
            return false;
        }
        boolean delivered = false;
        for (JsonRpcMessage.Notification next = queue.poll(); next != null; next = queue.poll()) {
            options.related().accept(next);
            delivered = true;
        }
        return delivered;
    }

    RequestTimeoutException timedOut(Deadline deadline, String endpoint, String why) {
        return new RequestTimeoutException(
                request().method() + " timed out: " + why + " within "
                        + deadline.timeout().toMillis() + " ms from " + endpoint,
                deadline.timeout(),
                null);
    }

    private JsonRpcMessage.Response unwrap(Object result) {
        if (result instanceof JsonRpcMessage.Response response) {
            return response;
        }
        if (result instanceof OwnFailure(McpException own)) {
            throw own;
        }
        throw failure((McpException) result);
    }
}
