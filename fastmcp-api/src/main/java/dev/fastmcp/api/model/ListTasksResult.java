package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of {@code tasks/list} (schema "ListTasksResult", MCP 2025-11-25 only).
 *
 * @param tasks the tasks on this page
 * @param nextCursor leads to the next page, even if it is empty text; absent on the last page
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ListTasksResult(
        List<Task> tasks, Optional<String> nextCursor, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public ListTasksResult {
        tasks = List.copyOf(tasks);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }
}
