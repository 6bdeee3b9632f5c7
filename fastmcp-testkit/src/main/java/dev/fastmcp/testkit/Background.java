package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that blocks, on a thread of its own. */
final class Background<T> {

    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> work) {
        task = new FutureTask<>(work);
        thread = Thread.ofVirtual().name("contract-caller").unstarted(task);
    }

    static <T> Background<T> run(Callable<T> work) {
        Background<T> background = new Background<>(work);
        background.thread.start();
        return background;
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isDone() {
        return task.isDone();
    }

    /** Returns the result; fails if it takes longer. */
    T result(Duration limit) throws Exception {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return fail("still blocked after " + limit, e);
        } catch (ExecutionException e) {
            throw new AssertionError("failed, but should have had a result", e.getCause());
        }
    }

    /** Returns what was thrown; fails if nothing was, or it takes longer. */
    Throwable failure(Duration limit) throws InterruptedException {
        try {
            return fail("should have failed, but returned " + task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return fail("still blocked after " + limit, e);
        } catch (ExecutionException e) {
            return Optional.ofNullable(e.getCause()).orElse(e);
        }
    }
}
