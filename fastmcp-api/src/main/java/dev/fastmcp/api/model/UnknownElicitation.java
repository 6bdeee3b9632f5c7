package dev.fastmcp.api.model;

import java.util.Map;

/**
 * A question in a mode that this library does not know. It is written as it was read; do not answer it.
 *
 * @param mode the value of {@code mode}; empty text if it is not text
 * @param fields all members, {@code mode} included
 */
public record UnknownElicitation(String mode, Map<String, Object> fields) implements ElicitRequest {

    /** Copies the collections. */
    public UnknownElicitation {
        fields = Members.copyOf(fields);
    }
}
