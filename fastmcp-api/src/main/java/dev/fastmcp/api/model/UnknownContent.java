package dev.fastmcp.api.model;

import java.util.Map;

/**
 * Content of a type that this library does not know, from a newer server or an extension. It is written as it was read.
 *
 * @param type the value of {@code type}; empty text if there is none
 * @param fields all members, {@code type} included
 */
public record UnknownContent(String type, Map<String, Object> fields) implements ContentBlock, SamplingContent {

    /** Copies the collections. */
    public UnknownContent {
        fields = Members.copyOf(fields);
    }
}
