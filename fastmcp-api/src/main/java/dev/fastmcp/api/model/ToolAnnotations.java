package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * What a tool says about its behaviour (schema "ToolAnnotations", since MCP 2025-03-26). Trust it no more than the
 * server.
 *
 * @param title a name for people; {@link Tool#displayName()} knows when it counts
 * @param readOnlyHint whether the tool changes nothing
 * @param destructiveHint whether its changes may destroy something
 * @param idempotentHint whether calling it again with the same arguments changes nothing more
 * @param openWorldHint whether it deals with the world outside the server
 * @param extra members that this library does not know
 */
public record ToolAnnotations(
        Optional<String> title,
        Optional<Boolean> readOnlyHint,
        Optional<Boolean> destructiveHint,
        Optional<Boolean> idempotentHint,
        Optional<Boolean> openWorldHint,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public ToolAnnotations {
        extra = Members.copyOf(extra);
    }

    /**
     * Tells whether the tool claims to change nothing.
     *
     * @return the hint; false if there is none
     */
    public boolean readOnly() {
        return readOnlyHint.orElse(false);
    }

    /**
     * Tells whether the tool may destroy something.
     *
     * @return the hint; true if there is none; false for a tool that changes nothing
     */
    public boolean destructive() {
        return !readOnly() && destructiveHint.orElse(true);
    }

    /**
     * Tells whether the tool may be called again without further effect.
     *
     * @return the hint; false if there is none; true for a tool that changes nothing
     */
    public boolean idempotent() {
        return readOnly() || idempotentHint.orElse(false);
    }

    /**
     * Tells whether the tool deals with the world outside the server.
     *
     * @return the hint; true if there is none
     */
    public boolean openWorld() {
        return openWorldHint.orElse(true);
    }
}
