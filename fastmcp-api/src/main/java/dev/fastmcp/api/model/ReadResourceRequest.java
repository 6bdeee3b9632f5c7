package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of {@code resources/read} (schema "ReadResourceRequest").
 *
 * @param uri which resource
 * @param inputResponses answers to an {@link InputRequiredResult}, under its keys, since MCP 2026-07-28
 * @param requestState the state of that result, unchanged, since MCP 2026-07-28
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ReadResourceRequest(
        String uri,
        Map<String, JsonValue> inputResponses,
        Optional<String> requestState,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public ReadResourceRequest {
        inputResponses = Members.copyOf(inputResponses);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a request for a resource and nothing else.
     *
     * @param uri which resource
     * @return the parameters
     */
    public static ReadResourceRequest of(String uri) {
        return new ReadResourceRequest(uri, Map.of(), Optional.empty(), Map.of(), Map.of());
    }
}
