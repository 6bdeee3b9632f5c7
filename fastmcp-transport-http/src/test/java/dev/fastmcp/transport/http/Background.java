package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that blocks, on a thread of its own. */
final class Background<T> {

    static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> work, Thread.Builder threads) {
        task = new FutureTask<>(work);
        thread = threads.name("test-caller").unstarted(task);
        thread.start();
    }

    static <T> Background<T> run(Callable<T> work) {
        return new Background<>(work, Thread.ofVirtual());
    }

    static <T> Background<T> run(boolean virtual, Callable<T> work) {
        return new Background<>(
                work, virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon());
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isDone() {
        return task.isDone();
    }

    T result() throws Exception {
        try {
            return task.get(Opened.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed, but should have had a result", e.getCause());
        }
    }

    /** Returns what was thrown; fails if nothing was, or it takes longer than two seconds. */
    Throwable failure() throws InterruptedException {
        try {
            return fail("should have failed, but returned " + task.get(AT_ONCE.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return fail("still blocked after " + AT_ONCE, e);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
