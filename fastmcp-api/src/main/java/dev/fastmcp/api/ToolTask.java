package dev.fastmcp.api;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.TaskStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * A call of a tool that the server does in its own time (extension {@code io.modelcontextprotocol/tasks}, or the experimental tasks of 2025-11-25). If the server has answered at once, the handle is done from the
 * beginning. Thread-safe. A handle needs no closing; the task lives as long as the server keeps it.
 */
public interface ToolTask {

    /**
     * Returns the server's name for the task, with which another client may look for it.
     *
     * @return the id; empty if the server has answered without making a task of it
     */
    Optional<String> id();

    /**
     * Asks the server how far it is.
     *
     * @return the status; {@link TaskStatus#COMPLETED} without asking once the result is there
     * @throws dev.fastmcp.api.error.McpException if the server cannot be asked
     */
    TaskStatus status();

    /**
     * Waits for the result, as long as the client's total timeout allows. What the server needs to know meanwhile is asked from the client's handlers.
     *
     * @return the result of the tool, which may report an error of the tool
     * @throws dev.fastmcp.api.error.ProtocolException if the result does not fit the tool's output schema, and the client fails on that ({@link OutputValidation#FAIL})
     * @throws JsonRpcException if the task has failed otherwise
     * @throws RequestCancelledException if the task was cancelled, or the thread is interrupted; the task goes on in the latter case
     * @throws RequestTimeoutException if it takes longer; the task goes on
     * @throws dev.fastmcp.api.error.McpException if the server cannot be asked
     */
    default CallToolResult await() {
        return await(Duration.ZERO);
    }

    /**
     * Waits for the result.
     *
     * @param timeout how long; zero for the client's total timeout
     * @return the result, see {@link #await()}
     */
    CallToolResult await(Duration timeout);

    /**
     * Asks the server to stop. It may finish all the same; {@link #await()} tells.
     *
     * @throws dev.fastmcp.api.error.McpException if the server cannot be asked
     */
    void cancel();
}
