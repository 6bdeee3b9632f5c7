package dev.fastmcp.api.model;

import java.util.Map;

/**
 * Parameters that hold nothing but {@code _meta}: of {@code ping}, {@code server/discover}, {@code roots/list}, {@code
 * notifications/initialized} and the {@code list_changed} notifications (schema "RequestParams" and
 * "NotificationParams").
 *
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record MetaParams(Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public MetaParams {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }
}
