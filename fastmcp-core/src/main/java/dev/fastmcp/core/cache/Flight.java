package dev.fastmcp.core.cache;

import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.spi.Deadline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request on its way, and those who wait for its answer instead of making the same one. */
final class Flight {

    private final Thread leader = Thread.currentThread();
    private final CompletableFuture<Optional<JsonValue>> answer = new CompletableFuture<>();

    /** Somebody who is called on the way and asks the same would wait for themselves. */
    boolean isLedByThisThread() {
        return leader == Thread.currentThread();
    }

    void share(JsonValue cached) {
        answer.complete(Optional.of(cached));
    }

    /** There is nothing to share: it failed, or must not be cached. No effect after {@link #share}. */
    void end() {
        answer.complete(Optional.empty());
    }

    Optional<JsonValue> await(String method, Deadline deadline) {
        try {
            return answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw overdue(method, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestCancelledException(method + " was cancelled: the waiting thread was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static RequestTimeoutException overdue(String method, Deadline deadline) {
        return new RequestTimeoutException(
                method + " timed out: another call is waiting for the same answer, which did not come within "
                        + deadline.timeout().toMillis() + " ms",
                deadline.timeout(),
                null);
    }
}
