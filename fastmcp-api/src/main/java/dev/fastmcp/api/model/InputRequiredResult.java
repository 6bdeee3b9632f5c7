package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * A server goes on only with more input (schema "InputRequiredResult", since MCP 2026-07-28). Send the request again,
 * with answers under the same keys and the same state.
 *
 * @param inputRequests what it wants to know, by a key of its choice
 * @param requestState to be sent back unchanged; absent means that nothing is sent back
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record InputRequiredResult(
        Map<String, InputRequest> inputRequests,
        Optional<String> requestState,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public InputRequiredResult {
        inputRequests = Members.copyOf(inputRequests);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns questions and a state.
     *
     * @param inputRequests what the server wants to know, by a key of its choice
     * @param requestState to be sent back unchanged
     * @return the result
     */
    public static InputRequiredResult of(Map<String, InputRequest> inputRequests, String requestState) {
        return new InputRequiredResult(inputRequests, Optional.of(requestState), Map.of(), Map.of());
    }
}
