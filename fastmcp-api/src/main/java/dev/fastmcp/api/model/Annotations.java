package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hints about content or a resource: for whom, how important, how old (schema "Annotations"). Hints of the server, not
 * to be relied on.
 *
 * @param audience for whom it is meant; empty if the server does not say
 * @param priority from 0, dispensable, to 1, required
 * @param lastModified an ISO 8601 time as the server wrote it, since MCP 2025-06-18
 * @param extra members that this library does not know
 */
public record Annotations(
        List<Role> audience, Optional<Double> priority, Optional<String> lastModified, Map<String, Object> extra) {

    /** Copies the collections. */
    public Annotations {
        audience = List.copyOf(audience);
        extra = Members.copyOf(extra);
    }
}
