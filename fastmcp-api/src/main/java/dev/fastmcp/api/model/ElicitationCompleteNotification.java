package dev.fastmcp.api.model;

import java.util.Map;

/**
 * The user has finished what a {@link UrlElicitation} led to, the parameters of {@code
 * notifications/elicitation/complete} (MCP 2025-11-25 only).
 *
 * @param elicitationId which elicitation
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ElicitationCompleteNotification(
        String elicitationId, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public ElicitationCompleteNotification {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }
}
