package dev.fastmcp.api.model;

import java.util.Map;

/**
 * What {@code completion/complete} returns (schema "CompleteResult").
 *
 * @param completion the values
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record CompleteResult(Completion completion, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public CompleteResult {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns values and nothing else.
     *
     * @param completion the values
     * @return the result
     */
    public static CompleteResult of(Completion completion) {
        return new CompleteResult(completion, Map.of(), Map.of());
    }
}
