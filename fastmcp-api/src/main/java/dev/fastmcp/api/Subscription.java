package dev.fastmcp.api;

/** A standing wish to hear of changes. Thread-safe. */
public interface Subscription extends AutoCloseable {

    /**
     * Returns what it is about.
     *
     * @return the resource
     */
    String uri();

    /** Ends it. Idempotent; a connection that is lost, or a server that does not answer, does not matter. */
    @Override
    void close();
}
