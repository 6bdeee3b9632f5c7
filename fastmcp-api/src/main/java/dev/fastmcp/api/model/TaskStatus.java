package dev.fastmcp.api.model;

/**
 * How far a task is (schema "TaskStatus"). Statuses of newer servers are kept: compare with {@code equals}.
 *
 * @param wireName the name used in messages
 */
public record TaskStatus(String wireName) {

    /** Being worked on. */
    public static final TaskStatus WORKING = new TaskStatus("working");

    /** Waits for an answer of the client. */
    public static final TaskStatus INPUT_REQUIRED = new TaskStatus("input_required");

    /** Done. */
    public static final TaskStatus COMPLETED = new TaskStatus("completed");

    /** Went wrong; up to MCP 2025-11-25 also if a tool reported an error. */
    public static final TaskStatus FAILED = new TaskStatus("failed");

    /** Given up by the client's wish. */
    public static final TaskStatus CANCELLED = new TaskStatus("cancelled");

    /**
     * Tells whether the status can change no more.
     *
     * @return true for {@link #COMPLETED}, {@link #FAILED} and {@link #CANCELLED}
     */
    public boolean isFinal() {
        return equals(COMPLETED) || equals(FAILED) || equals(CANCELLED);
    }

    /** Returns the name used in messages. */
    @Override
    public String toString() {
        return wireName;
    }
}
