package dev.fastmcp.api.model;

import java.util.Map;

/**
 * A task instead of a result (schema "CreateTaskResult"). On the wire MCP 2025-11-25 has the task in a member, the
 * extension of MCP 2026-07-28 has its members beside those of the result.
 *
 * @param task the task; in the modern form it has all members
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record CreateTaskResult(Task task, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public CreateTaskResult {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }
}
