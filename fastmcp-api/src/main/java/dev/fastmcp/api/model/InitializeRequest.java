package dev.fastmcp.api.model;

import java.util.Map;

/**
 * The parameters of {@code initialize} (schema "InitializeRequest", up to MCP 2025-11-25).
 *
 * @param protocolVersion the version the client would like
 * @param capabilities what the client offers
 * @param clientInfo who the client is
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record InitializeRequest(
        String protocolVersion,
        ClientCapabilities capabilities,
        Implementation clientInfo,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public InitializeRequest {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Starts a handshake.
     *
     * @param protocolVersion the version the client would like
     * @param capabilities what the client offers
     * @param clientInfo who the client is
     * @return the parameters
     */
    public static InitializeRequest of(
            String protocolVersion, ClientCapabilities capabilities, Implementation clientInfo) {
        return new InitializeRequest(protocolVersion, capabilities, clientInfo, Map.of(), Map.of());
    }
}
