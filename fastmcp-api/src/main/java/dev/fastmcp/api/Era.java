package dev.fastmcp.api;

/** The two ways of speaking MCP, which share hardly more than the names of their operations. */
public enum Era {
    /** Ask the server first, and speak what it speaks. */
    AUTO,
    /** Handshake and sessions: protocol versions 2024-11-05 to 2025-11-25. */
    LEGACY,
    /** Stateless requests: protocol version 2026-07-28 and later. */
    MODERN
}
