package dev.fastmcp.api.model;

/** Who may share a cached result (schema "CacheableResult", since MCP 2026-07-28). */
public enum CacheScope {
    /** Everybody. */
    PUBLIC("public"),
    /** Only requests with the same authorization. */
    PRIVATE("private");

    private final String wireName;

    CacheScope(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the name used in messages.
     *
     * @return {@code public} or {@code private}
     */
    public String wireName() {
        return wireName;
    }

    /** Returns the name used in messages. */
    @Override
    public String toString() {
        return wireName;
    }
}
