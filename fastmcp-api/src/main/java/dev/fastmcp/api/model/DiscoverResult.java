package dev.fastmcp.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server's answer to {@code server/discover} (schema "DiscoverResult", since MCP 2026-07-28). Who the server is
 * stands in {@code _meta}, under {@code io.modelcontextprotocol/serverInfo}.
 *
 * @param supportedVersions the protocol versions the server speaks
 * @param capabilities what the server offers
 * @param instructions how the server wants to be used, for a model's prompt
 * @param ttl how long the answer stays good ({@code ttlMs})
 * @param cacheScope who may share it
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record DiscoverResult(
        List<String> supportedVersions,
        ServerCapabilities capabilities,
        Optional<String> instructions,
        Optional<Duration> ttl,
        Optional<CacheScope> cacheScope,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements Cacheable {

    /** Copies the collections. */
    public DiscoverResult {
        supportedVersions = List.copyOf(supportedVersions);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Describes a server.
     *
     * @param supportedVersions the protocol versions the server speaks
     * @param capabilities what the server offers
     * @return the result
     */
    public static DiscoverResult of(List<String> supportedVersions, ServerCapabilities capabilities) {
        return new DiscoverResult(
                supportedVersions,
                capabilities,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of());
    }
}
