package dev.fastmcp.core.composite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does something with several servers at once. */
final class AllMembers {

    private AllMembers() {}

    /**
     * Runs all tasks at the same time, and waits for them.
     *
     * @param tasks which throw nothing but what interrupts them
     */
    static <R> List<R> ask(List<Callable<R>> tasks) throws InterruptedException {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("fastmcp-composite").factory())) {
            List<R> results = new ArrayList<>();
            for (Future<R> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new IllegalStateException("a task failed", e.getCause());
        }
    }
}
