package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * A resource whose contents are part of the message (schema "EmbeddedResource").
 *
 * @param resource the contents
 * @param annotations hints about it
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record EmbeddedResource(
        ResourceContents resource,
        Optional<Annotations> annotations,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements ContentBlock {

    /** Copies the collections. */
    public EmbeddedResource {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a resource and nothing else.
     *
     * @param resource the contents
     * @return the content
     */
    public static EmbeddedResource of(ResourceContents resource) {
        return new EmbeddedResource(resource, Optional.empty(), Map.of(), Map.of());
    }
}
