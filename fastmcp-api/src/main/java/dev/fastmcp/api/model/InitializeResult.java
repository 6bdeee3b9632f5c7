package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * A server's side of the handshake (schema "InitializeResult", up to MCP 2025-11-25).
 *
 * @param protocolVersion the version to speak; not always the one the client asked for
 * @param capabilities what the server offers
 * @param serverInfo who the server is
 * @param instructions how the server wants to be used, for a model's prompt
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record InitializeResult(
        String protocolVersion,
        ServerCapabilities capabilities,
        Implementation serverInfo,
        Optional<String> instructions,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public InitializeResult {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Answers a handshake.
     *
     * @param protocolVersion the version to speak
     * @param capabilities what the server offers
     * @param serverInfo who the server is
     * @return the result
     */
    public static InitializeResult of(
            String protocolVersion, ServerCapabilities capabilities, Implementation serverInfo) {
        return new InitializeResult(protocolVersion, capabilities, serverInfo, Optional.empty(), Map.of(), Map.of());
    }
}
