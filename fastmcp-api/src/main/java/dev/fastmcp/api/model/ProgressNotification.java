package dev.fastmcp.api.model;

import dev.fastmcp.api.jsonrpc.RequestId;
import java.util.Map;
import java.util.Optional;

/**
 * How far a request has got, the parameters of {@code notifications/progress} (schema "ProgressNotification").
 *
 * @param progressToken ties it to the request; a number or text, as the request gave it
 * @param progress grows with each notification, in a unit of the server's choice
 * @param total what {@code progress} will be in the end, if known
 * @param message what is going on, since MCP 2025-03-26
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ProgressNotification(
        RequestId progressToken,
        double progress,
        Optional<Double> total,
        Optional<String> message,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public ProgressNotification {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a notification with the members that every protocol version has.
     *
     * @param progressToken the token of the request
     * @param progress how far it is
     * @param total where it ends, if known
     * @return the notification
     */
    public static ProgressNotification of(RequestId progressToken, double progress, Optional<Double> total) {
        return new ProgressNotification(progressToken, progress, total, Optional.empty(), Map.of(), Map.of());
    }
}
