package dev.fastmcp.api.model;

import dev.fastmcp.api.jsonrpc.JsonRpcError;
import java.util.Map;

/**
 * What the error {@link JsonRpcError#MISSING_CLIENT_CAPABILITY} carries (schema "MissingRequiredClientCapabilityError",
 * since MCP 2026-07-28).
 *
 * @param requiredCapabilities what the client would have to offer
 * @param extra members that this library does not know
 */
public record MissingCapabilityData(ClientCapabilities requiredCapabilities, Map<String, Object> extra) {

    /** Copies the collections. */
    public MissingCapabilityData {
        extra = Members.copyOf(extra);
    }
}
