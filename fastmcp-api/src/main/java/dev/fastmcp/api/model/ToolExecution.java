package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * How a tool may be run (schema "ToolExecution", MCP 2025-11-25 only).
 *
 * @param taskSupport whether it may run as a task; absent means {@link TaskSupport#FORBIDDEN}
 * @param extra members that this library does not know
 */
public record ToolExecution(Optional<TaskSupport> taskSupport, Map<String, Object> extra) {

    /** Copies the collections. */
    public ToolExecution {
        extra = Members.copyOf(extra);
    }
}
