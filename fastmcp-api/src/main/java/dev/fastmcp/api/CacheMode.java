package dev.fastmcp.api;

/** What one call does with the client's cache, see {@link CallOptions#withCache(CacheMode)}. Without a cache it means nothing. */
public enum CacheMode {
    /** Takes what is cached and still good; otherwise asks the server and caches the answer. */
    USE,
    /** Drops what is cached, asks the server, and caches the answer. */
    REFRESH,
    /** Asks the server, and neither looks into the cache nor changes it. */
    BYPASS
}
