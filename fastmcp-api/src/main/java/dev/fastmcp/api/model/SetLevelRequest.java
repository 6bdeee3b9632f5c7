package dev.fastmcp.api.model;

import java.util.Map;

/**
 * The parameters of {@code logging/setLevel} (schema "SetLevelRequest", up to MCP 2025-11-25).
 *
 * @param level the lowest level wanted
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record SetLevelRequest(LoggingLevel level, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public SetLevelRequest {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Asks for messages from this level on.
     *
     * @param level the lowest level wanted
     * @return the parameters
     */
    public static SetLevelRequest of(LoggingLevel level) {
        return new SetLevelRequest(level, Map.of(), Map.of());
    }
}
