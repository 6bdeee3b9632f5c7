package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;

/**
 * What the error -32042 carries: questions to settle before the request is sent again (schema
 * "URLElicitationRequiredError", MCP 2025-11-25 only).
 *
 * @param elicitations the questions
 * @param extra members that this library does not know
 */
public record UrlElicitationRequiredData(List<ElicitRequest> elicitations, Map<String, Object> extra) {

    /** Copies the collections. */
    public UrlElicitationRequiredData {
        elicitations = List.copyOf(elicitations);
        extra = Members.copyOf(extra);
    }
}
