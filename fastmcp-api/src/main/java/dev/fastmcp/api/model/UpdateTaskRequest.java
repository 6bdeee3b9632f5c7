package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.Map;

/**
 * The parameters of {@code tasks/update} (tasks extension, since MCP 2026-07-28).
 *
 * @param taskId which task
 * @param inputResponses answers to its {@link Task#inputRequests()}, under their keys
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record UpdateTaskRequest(
        String taskId, Map<String, JsonValue> inputResponses, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public UpdateTaskRequest {
        inputResponses = Members.copyOf(inputResponses);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Answers what a task waits for.
     *
     * @param taskId which task
     * @param inputResponses the answers
     * @return the parameters
     */
    public static UpdateTaskRequest of(String taskId, Map<String, JsonValue> inputResponses) {
        return new UpdateTaskRequest(taskId, inputResponses, Map.of(), Map.of());
    }
}
