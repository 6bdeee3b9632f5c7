package dev.fastmcp.transport.stdio.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A running server: its pipes, its standard error, its end. Thread-safe. */
final class ServerProcess {

    /**
     * How long the last output of a process may take to arrive after its exit, or its exit after the end of its output.
     */
    private static final Duration DRAIN = Duration.ofMillis(250);

    /** Stderr is read with hardly any frames, by one thread for each server. */
    private static final long SMALL_STACK = 128 * 1024;

    /** Up to here a message and its line end are one write of the JDK's own buffer. */
    private static final int BUFFERED = 8 * 1024;

    /** Up to here a copy costs less than a second write. */
    private static final int WORTH_COPYING = 64 * 1024;

    private final Process process;
    private final PipeHolders pipeHolders;
    private final StderrTail tail = new StderrTail();
    private final CompletableFuture<@Nullable Void> outputEnd = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> errorEnd = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** Held while writing, since closing a pipe would wait for a write that may be stuck. */
    private final ReentrantLock input = new ReentrantLock();

    private volatile boolean inputClosing;

    private ServerProcess(Process process) {
        this.process = process;
        this.pipeHolders = PipeHolders.of(process.pid());
    }

    /** Takes over a process that was just started with pipes, and begins to read its standard error. */
    static ServerProcess supervise(Process process, StderrSink sink) {
        ServerProcess server = new ServerProcess(process);
        StderrReader reader =
                new StderrReader(process.getErrorStream(), sink, server.tail, () -> server.errorEnd.complete(null));
        server.thread("stderr", reader, SMALL_STACK).start();
        return server;
    }

    /** Pipes block what reads them; as virtual threads these would each hold a carrier. */
    Thread thread(String role, Runnable task, long stackSize) {
        Thread thread = new Thread(null, task, "fastmcp-stdio-" + role + "-" + process.pid(), stackSize, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Writes a line in one piece if it is not large. */
    void write(byte[] line) throws IOException {
        input.lock();
        try {
            if (inputClosing) {
                throw new IOException("the input of the process is closed");
            }
            OutputStream out = process.getOutputStream();
            if (line.length < BUFFERED || line.length > WORTH_COPYING) {
                out.write(line);
                out.write('\n');
            } else {
                byte[] whole = Arrays.copyOf(line, line.length + 1);
                whole[line.length] = '\n';
                out.write(whole);
            }
            out.flush();
        } finally {
            input.unlock();
            if (inputClosing) {
                closeIdleInput();
            }
        }
    }

    private void closeInput() {
        inputClosing = true;
        closeIdleInput();
    }

    /** If a write is going on, its thread closes the input afterwards. */
    private void closeIdleInput() {
        if (input.tryLock()) {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // The process is gone, and with it the other end of the pipe.
            } finally {
                input.unlock();
            }
        }
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** To be called by the reader of {@link #output()} at its end. */
    void outputEnded() {
        outputEnd.complete(null);
    }

    CompletionStage<Process> exited() {
        return process.onExit();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Says how the process ended; only for one that has. */
    String exitDescription() {
        return ExitStatus.describe(process.exitValue(), Platform.CURRENT.windows());
    }

    String stderrExcerpt(List<String> secrets) {
        return tail.excerpt(secrets);
    }

    /**
     * Waits for what belongs to the end of a process: exit, the rest of its output, the rest of its standard error.
     * Usually they come together; a process left behind can hold the pipes for ever, hence only for a moment.
     */
    void drain() {
        long end = System.nanoTime() + DRAIN.toNanos();
        try {
            process.waitFor(DRAIN.toNanos(), TimeUnit.NANOSECONDS);
            await(outputEnd, end - System.nanoTime());
            await(errorEnd, end - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CompletableFuture<@Nullable Void> future, long nanos) throws InterruptedException {
        try {
            future.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Only a moment was to be waited.
        }
    }

    /**
     * Ends the process and all it has started, in the background and once: the first call's times count.
     *
     * @return {@link #stopped()}
     */
    CompletableFuture<@Nullable Void> stop(ShutdownTimes times) {
        if (stopping.compareAndSet(false, true)) {
            Thread.ofVirtual().name("fastmcp-stdio-stop").start(() -> {
                try {
                    stopStepByStep(times);
                } finally {
                    RunningServers.ALL.remove(this);
                    stopped.complete(null);
                }
            });
        }
        return stopped;
    }

    /** Completed once {@link #stop} was called and is done. */
    CompletableFuture<@Nullable Void> stopped() {
        return stopped;
    }

    private void stopStepByStep(ShutdownTimes times) {
        ProcessTree tree = hangUp();
        if (!tree.awaitEnd(times.exit())) {
            terminate(tree, times.terminate());
        }
        if (!isAlive() && !drained()) {
            tree.add(pipeHolders.find());
            terminate(tree, times.terminate());
        }
    }

    /** Whoever was started last may be seen only in the second look, so each step has its own. */
    private static void terminate(ProcessTree tree, Duration patience) {
        tree.refresh();
        tree.terminate();
        if (!tree.awaitEnd(patience)) {
            tree.refresh();
            tree.kill();
            tree.awaitEnd(Duration.ofSeconds(1));
        }
    }

    private boolean drained() {
        drain();
        return outputEnd.isDone() && errorEnd.isDone();
    }

    /** Closes the input, which asks a server to exit. Returns what was running at that moment. */
    ProcessTree hangUp() {
        ProcessTree tree = new ProcessTree(process);
        tree.refresh();
        closeInput();
        return tree;
    }
}
