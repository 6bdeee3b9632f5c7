package dev.fastmcp.api.model;

import java.util.Map;

/**
 * A result without content: of {@code ping}, {@code logging/setLevel}, subscriptions, and the acknowledgements of the
 * tasks extension (schema "EmptyResult").
 *
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record EmptyResult(Map<String, Object> meta, Map<String, Object> extra) {

    /** The result {@code {}}. */
    public static final EmptyResult INSTANCE = new EmptyResult(Map.of(), Map.of());

    /** Copies the collections. */
    public EmptyResult {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }
}
