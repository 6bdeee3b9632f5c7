package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * The parameters of {@code tools/list} and the other requests that list something (schema "PaginatedRequest").
 *
 * @param cursor which page; absent for the first
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ListRequest(Optional<String> cursor, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public ListRequest {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Asks for a page.
     *
     * @param cursor what the page before gave; absent for the first
     * @return the parameters
     */
    public static ListRequest of(Optional<String> cursor) {
        return new ListRequest(cursor, Map.of(), Map.of());
    }
}
