package dev.fastmcp.core.protocol;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a handler of the application on a thread of its own, so that it can be left alone if it hangs. */
final class HandlerThread {

    private HandlerThread() {}

    /**
     * Runs a handler and waits for it. However this ends, the handler's thread is interrupted if it still runs.
     *
     * @param limit zero for none
     * @throws ExecutionException if the handler throws
     * @throws TimeoutException if it takes too long
     */
    static <R> R run(Callable<R> handler, Duration limit)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<R> task = new FutureTask<>(handler);
        Thread.ofVirtual().name("fastmcp-handler").start(task);
        try {
            return limit.isZero() ? task.get() : task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            task.cancel(true);
        }
    }
}
