package dev.fastmcp.api.model;

import java.util.Map;

/**
 * The parameters of {@code tasks/get}, {@code tasks/result} and {@code tasks/cancel} (schema "GetTaskRequest" and
 * others).
 *
 * @param taskId which task
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record TaskRequest(String taskId, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public TaskRequest {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Names a task.
     *
     * @param taskId which task
     * @return the parameters
     */
    public static TaskRequest of(String taskId) {
        return new TaskRequest(taskId, Map.of(), Map.of());
    }
}
