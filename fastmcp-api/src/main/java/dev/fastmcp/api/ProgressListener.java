package dev.fastmcp.api;

import dev.fastmcp.api.model.ProgressNotification;

/**
 * Hears how a request gets on. Called on the thread that made the request, in order, and never after the request's method has returned. It may use
 * the session. What it throws ends the request: the exception reaches the caller.
 *
 * <p>If the server makes a task of a call ({@link ClientSession#startTool(String, Object)}, or {@code callTool} in the modern era), reports go on until the client sees that the task is over. Those are heard on a virtual thread, in order; the method that
 * returns the task's result first waits until they were heard, but no longer than a second, and what the listener throws is logged.
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
