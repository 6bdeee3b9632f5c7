package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;

/**
 * One turn of a conversation with a model (schema "SamplingMessage").
 *
 * @param role who speaks
 * @param content what is said; exactly one piece before MCP 2025-11-25
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record SamplingMessage(
        Role role, List<SamplingContent> content, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public SamplingMessage {
        content = List.copyOf(content);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a turn and nothing else.
     *
     * @param role who speaks
     * @param content what is said
     * @return the message
     */
    public static SamplingMessage of(Role role, SamplingContent... content) {
        return new SamplingMessage(role, List.of(content), Map.of(), Map.of());
    }
}
