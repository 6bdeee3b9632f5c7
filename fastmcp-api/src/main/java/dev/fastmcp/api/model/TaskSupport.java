package dev.fastmcp.api.model;

/** Whether a tool may or must be called as a task (schema "ToolExecution", MCP 2025-11-25 only). */
public enum TaskSupport {
    /** It must not. */
    FORBIDDEN("forbidden"),
    /** The caller decides. */
    OPTIONAL("optional"),
    /** It must. */
    REQUIRED("required");

    private final String wireName;

    TaskSupport(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the name used in messages.
     *
     * @return the name in lower case
     */
    public String wireName() {
        return wireName;
    }

    /** Returns the name used in messages. */
    @Override
    public String toString() {
        return wireName;
    }
}
