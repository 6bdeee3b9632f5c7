package dev.fastmcp.api.model;

import dev.fastmcp.api.jsonrpc.JsonRpcError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the error {@link JsonRpcError#UNSUPPORTED_PROTOCOL_VERSION} carries (schema "UnsupportedProtocolVersionError",
 * since MCP 2026-07-28).
 *
 * @param supported the versions the server speaks
 * @param requested the version it was asked for
 * @param extra members that this library does not know
 */
public record UnsupportedVersionData(List<String> supported, Optional<String> requested, Map<String, Object> extra) {

    /** Copies the collections. */
    public UnsupportedVersionData {
        supported = List.copyOf(supported);
        extra = Members.copyOf(extra);
    }
}
