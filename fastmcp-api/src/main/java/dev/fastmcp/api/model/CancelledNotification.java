package dev.fastmcp.api.model;

import dev.fastmcp.api.jsonrpc.RequestId;
import java.util.Map;
import java.util.Optional;

/**
 * The sender of a request gave up on it, the parameters of {@code notifications/cancelled} (schema
 * "CancelledNotification").
 *
 * @param requestId which request; optional in MCP 2025-11-25 only
 * @param reason why, for logs
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record CancelledNotification(
        Optional<RequestId> requestId, Optional<String> reason, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public CancelledNotification {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Gives up on a request.
     *
     * @param requestId which request
     * @param reason why
     * @return the notification
     */
    public static CancelledNotification of(RequestId requestId, String reason) {
        return new CancelledNotification(Optional.of(requestId), Optional.of(reason), Map.of(), Map.of());
    }
}
