package dev.fastmcp.api;

/**
 * Hears that a list of the server has changed, so that what was read before is stale. Called on a virtual thread, one change after the other; it may use the session, to list again for
 * example. What it throws is logged and ignored.
 */
@FunctionalInterface
public interface ListChangedListener {

    /** Which list. */
    enum Kind {
        /** Tools. */
        TOOLS,
        /** Resources and resource templates. */
        RESOURCES,
        /** Prompts. */
        PROMPTS
    }

    /**
     * A list has changed.
     *
     * @param kind which one
     */
    void onListChanged(Kind kind);
}
