package dev.fastmcp.api.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks for a request to be run as a task (schema "TaskMetadata", MCP 2025-11-25 only).
 *
 * @param ttl how long to keep the task
 * @param extra members that this library does not know
 */
public record TaskMetadata(Optional<Duration> ttl, Map<String, Object> extra) {

    /** Copies the collections. */
    public TaskMetadata {
        extra = Members.copyOf(extra);
    }
}
