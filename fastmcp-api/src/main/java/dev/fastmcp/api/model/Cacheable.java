package dev.fastmcp.api.model;

import java.time.Duration;
import java.util.Optional;

/** A result that says how long it stays good (schema "CacheableResult", since MCP 2026-07-28). */
public sealed interface Cacheable
        permits DiscoverResult,
                ListPromptsResult,
                ListResourceTemplatesResult,
                ListResourcesResult,
                ListToolsResult,
                ReadResourceResult {

    /**
     * Returns how long the result stays good, from its arrival on ({@code ttlMs}).
     *
     * @return the time; a result without one, or with zero or less, is stale at once
     */
    Optional<Duration> ttl();

    /**
     * Returns who may share the result.
     *
     * @return the scope; treat an absent one as {@link CacheScope#PRIVATE}
     */
    Optional<CacheScope> cacheScope();
}
