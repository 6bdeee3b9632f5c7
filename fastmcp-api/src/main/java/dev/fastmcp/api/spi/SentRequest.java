package dev.fastmcp.api.spi;

/** A request that has been sent and that no thread waits for: see {@link Channel#submit}. Thread-safe. */
@FunctionalInterface
public interface SentRequest {

    /**
     * Gives the request up: its listener hears nothing more, and a late response is dropped. Telling the server is the caller's part. Returns at once.
     *
     * @return false if it was over already
     */
    boolean abandon();
}
