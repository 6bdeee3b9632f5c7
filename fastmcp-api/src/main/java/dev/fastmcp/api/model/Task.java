package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request that a server works on in the background (schema "Task", experimental in MCP 2025-11-25, an extension since
 * MCP 2026-07-28). Also the result of {@code tasks/get} and the parameters of the notifications about tasks.
 *
 * @param taskId the name to ask for it by
 * @param status how far it is
 * @param statusMessage the same in words
 * @param createdAt an ISO 8601 time as the server wrote it
 * @param lastUpdatedAt an ISO 8601 time as the server wrote it
 * @param ttl how long it is kept, from its creation on ({@code ttl} or {@code ttlMs}); absent means for ever
 * @param pollInterval how long to wait between two looks at it ({@code pollInterval} or {@code pollIntervalMs})
 * @param result what the request would have returned, tasks extension
 * @param error why it failed, tasks extension
 * @param inputRequests what the server wants to know, by a key of its choice, tasks extension
 * @param modern whether it is one of the tasks extension, whose durations have {@code Ms} in their names on the wire
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record Task(
        String taskId,
        TaskStatus status,
        Optional<String> statusMessage,
        Optional<String> createdAt,
        Optional<String> lastUpdatedAt,
        Optional<Duration> ttl,
        Optional<Duration> pollInterval,
        Optional<JsonValue> result,
        Optional<JsonRpcError> error,
        Map<String, InputRequest> inputRequests,
        boolean modern,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public Task {
        inputRequests = Members.copyOf(inputRequests);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }
}
