package dev.fastmcp.api.model;

import java.util.Map;

/**
 * A reference of a type that this library does not know. It is written as it was read.
 *
 * @param type the value of {@code type}; empty text if there is none
 * @param fields all members, {@code type} included
 */
public record UnknownReference(String type, Map<String, Object> fields) implements CompletionReference {

    /** Copies the collections. */
    public UnknownReference {
        fields = Members.copyOf(fields);
    }
}
