package dev.fastmcp.api.model;

import java.util.Map;

/**
 * Contents that are neither text nor base64, from a newer server or an extension. They are written as they were read.
 *
 * @param uri the address of the resource or the part; empty text if there is none
 * @param fields all members, {@code uri} included
 */
public record UnknownResourceContents(String uri, Map<String, Object> fields) implements ResourceContents {

    /** Copies the collections. */
    public UnknownResourceContents {
        fields = Members.copyOf(fields);
    }
}
