package dev.fastmcp.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of {@code resources/templates/list} (schema "ListResourceTemplatesResult").
 *
 * @param resourceTemplates the resource templates on this page
 * @param nextCursor leads to the next page, even if it is empty text; absent on the last page
 * @param ttl how long the page stays good ({@code ttlMs}), since MCP 2026-07-28
 * @param cacheScope who may share it, since MCP 2026-07-28
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ListResourceTemplatesResult(
        List<ResourceTemplate> resourceTemplates,
        Optional<String> nextCursor,
        Optional<Duration> ttl,
        Optional<CacheScope> cacheScope,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements Cacheable {

    /** Copies the collections. */
    public ListResourceTemplatesResult {
        resourceTemplates = List.copyOf(resourceTemplates);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a list that is complete.
     *
     * @param resourceTemplates the resource templates
     * @return a page without a next one
     */
    public static ListResourceTemplatesResult of(List<ResourceTemplate> resourceTemplates) {
        return new ListResourceTemplatesResult(
                resourceTemplates, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }
}
