package dev.fastmcp.api.model;

import java.util.Map;

/**
 * The parameters of {@code resources/subscribe} and {@code resources/unsubscribe} (schema "SubscribeRequest" and
 * "UnsubscribeRequest", up to MCP 2025-11-25).
 *
 * @param uri which resource
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record SubscribeRequest(String uri, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public SubscribeRequest {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Names a resource.
     *
     * @param uri which resource
     * @return the parameters
     */
    public static SubscribeRequest of(String uri) {
        return new SubscribeRequest(uri, Map.of(), Map.of());
    }
}
