package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;

/**
 * A client's answer to {@code roots/list} (schema "ListRootsResult").
 *
 * @param roots the roots
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ListRootsResult(List<Root> roots, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public ListRootsResult {
        roots = List.copyOf(roots);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns roots and nothing else.
     *
     * @param roots the roots
     * @return the result
     */
    public static ListRootsResult of(List<Root> roots) {
        return new ListRootsResult(roots, Map.of(), Map.of());
    }
}
