package dev.fastmcp.api.model;

import java.util.Map;

/**
 * The parameters of {@code subscriptions/listen} and {@code notifications/subscriptions/acknowledged} (schema
 * "SubscriptionsListenRequest", since MCP 2026-07-28).
 *
 * @param notifications what is wanted, or agreed to
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record SubscriptionsParams(
        SubscriptionFilter notifications, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public SubscriptionsParams {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a wish and nothing else.
     *
     * @param notifications what is wanted
     * @return the parameters
     */
    public static SubscriptionsParams of(SubscriptionFilter notifications) {
        return new SubscriptionsParams(notifications, Map.of(), Map.of());
    }
}
