package dev.fastmcp.core.client;

import dev.fastmcp.api.error.RequestCancelledException;

/** What becomes of an interrupt where requests are made for somebody else, who waits on the same thread. */
public final class Cancellation {

    private Cancellation() {}

    /** The interrupt that a request has ended with, for the one who waits for it; the thread is not interrupted any more. */
    public static InterruptedException interrupt(RequestCancelledException cause) {
        Thread.interrupted();
        InterruptedException interrupted = new InterruptedException(cause.getMessage());
        interrupted.initCause(cause);
        return interrupted;
    }
}
