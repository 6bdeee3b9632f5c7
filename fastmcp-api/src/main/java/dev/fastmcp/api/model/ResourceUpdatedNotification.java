package dev.fastmcp.api.model;

import java.util.Map;

/**
 * A resource has changed, the parameters of {@code notifications/resources/updated} (schema
 * "ResourceUpdatedNotification").
 *
 * @param uri which resource; it may be a part of the one subscribed to
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ResourceUpdatedNotification(String uri, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public ResourceUpdatedNotification {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Tells of a change.
     *
     * @param uri which resource
     * @return the notification
     */
    public static ResourceUpdatedNotification of(String uri) {
        return new ResourceUpdatedNotification(uri, Map.of(), Map.of());
    }
}
