package dev.fastmcp.api.model;

import java.util.Map;

/**
 * Names a resource template whose variable is to be completed (schema "ResourceTemplateReference").
 *
 * @param uri the template, or the URI of a resource
 * @param extra members that this library does not know
 */
public record ResourceTemplateReference(String uri, Map<String, Object> extra) implements CompletionReference {

    /** Copies the collections. */
    public ResourceTemplateReference {
        extra = Members.copyOf(extra);
    }

    /**
     * Names a template.
     *
     * @param uri the template
     * @return the reference
     */
    public static ResourceTemplateReference of(String uri) {
        return new ResourceTemplateReference(uri, Map.of());
    }
}
