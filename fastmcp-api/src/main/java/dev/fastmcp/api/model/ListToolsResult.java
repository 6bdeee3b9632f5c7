package dev.fastmcp.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of {@code tools/list} (schema "ListToolsResult").
 *
 * @param tools the tools on this page
 * @param nextCursor leads to the next page, even if it is empty text; absent on the last page
 * @param ttl how long the page stays good ({@code ttlMs}), since MCP 2026-07-28
 * @param cacheScope who may share it, since MCP 2026-07-28
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ListToolsResult(
        List<Tool> tools,
        Optional<String> nextCursor,
        Optional<Duration> ttl,
        Optional<CacheScope> cacheScope,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements Cacheable {

    /** Copies the collections. */
    public ListToolsResult {
        tools = List.copyOf(tools);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a list that is complete.
     *
     * @param tools the tools
     * @return a page without a next one
     */
    public static ListToolsResult of(List<Tool> tools) {
        return new ListToolsResult(tools, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }
}
