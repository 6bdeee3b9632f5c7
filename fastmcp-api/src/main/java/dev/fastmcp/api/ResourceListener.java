package dev.fastmcp.api;

/** Hears that a resource has changed to which somebody subscribed. Called on a virtual thread, one change after the other; it may use the session. What it throws is logged and ignored. */
@FunctionalInterface
public interface ResourceListener {

    /**
     * A resource has changed.
     *
     * @param uri the resource; it may lie below the one subscribed to
     */
    void onResourceUpdated(String uri);
}
