package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that complete an argument (schema "CompleteResult").
 *
 * @param values at most 100 values, the best first
 * @param total how many there are in all, if the server knows
 * @param hasMore whether there are more than these
 * @param extra members that this library does not know
 */
public record Completion(
        List<String> values, Optional<Long> total, Optional<Boolean> hasMore, Map<String, Object> extra) {

    /** Copies the collections. */
    public Completion {
        values = List.copyOf(values);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns values and nothing else.
     *
     * @param values the values
     * @return the completion
     */
    public static Completion of(List<String> values) {
        return new Completion(values, Optional.empty(), Optional.empty(), Map.of());
    }
}
