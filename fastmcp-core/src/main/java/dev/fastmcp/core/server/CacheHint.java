package dev.fastmcp.core.server;

import dev.fastmcp.api.model.CacheScope;
import java.time.Duration;

/** How long lists and resources stay fresh, and for whom (specification 2026-07-28, "Caching"). */
public record CacheHint(Duration ttl, CacheScope scope) {

    /** Nothing is to be kept. */
    public static final CacheHint NONE = new CacheHint(Duration.ZERO, CacheScope.PRIVATE);
}
