package dev.fastmcp.api;

import dev.fastmcp.api.model.ProgressNotification;

/**
 * Hears how a request gets on. Called on the thread that made the request, in order, and never after the request's method has returned. It may use
 * the session. What it throws ends the request: the exception reaches the caller.
 */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Some progress was made.
     *
     * @param progress how far the server is
     */
    void onProgress(ProgressNotification progress);
}
