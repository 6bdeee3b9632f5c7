package dev.fastmcp.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of {@code prompts/list} (schema "ListPromptsResult").
 *
 * @param prompts the prompts on this page
 * @param nextCursor leads to the next page, even if it is empty text; absent on the last page
 * @param ttl how long the page stays good ({@code ttlMs}), since MCP 2026-07-28
 * @param cacheScope who may share it, since MCP 2026-07-28
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ListPromptsResult(
        List<Prompt> prompts,
        Optional<String> nextCursor,
        Optional<Duration> ttl,
        Optional<CacheScope> cacheScope,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements Cacheable {

    /** Copies the collections. */
    public ListPromptsResult {
        prompts = List.copyOf(prompts);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a list that is complete.
     *
     * @param prompts the prompts
     * @return a page without a next one
     */
    public static ListPromptsResult of(List<Prompt> prompts) {
        return new ListPromptsResult(prompts, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }
}
