package dev.fastmcp.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Closes what runs until the process is told to end. A shutdown hook does it, since Java has no other way to hear of signals. Hooks of transports, which end the processes of servers, may run at the same time.
 */
final class AtSignal implements AutoCloseable {

    private final Thread hook;

    private AtSignal(Runnable action) {
        hook = new Thread(action, "fastmcp-close");
    }

    /** Closes; the exit code tells of the signal. */
    static AtSignal close(Runnable closing) {
        return new AtSignal(closing).hooked();
    }

    /** Closes, for something whose ordinary end is a signal: the exit code is 0. */
    static AtSignal closeAndSucceed(Runnable closing) {
        return new AtSignal(() -> {
                    closing.run();
                    Runtime.getRuntime().halt(ExitCodes.OK);
                })
                .hooked();
    }

    private AtSignal hooked() {
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    /** Waits for the signal, and so for the end of the process. */
    void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** No longer does anything, unless it has begun already. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It has begun.
        }
    }
}
