package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A family of resources whose addresses have gaps to fill in (schema "ResourceTemplate").
 *
 * @param uriTemplate an RFC 6570 template, such as {@code file:///{path}}
 * @param name the name for programs
 * @param title the name for people, since MCP 2025-06-18
 * @param description what it is, written for a model
 * @param mimeType the media type, if all have the same
 * @param annotations hints about it
 * @param icons pictures of it, since MCP 2025-11-25
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ResourceTemplate(
        String uriTemplate,
        String name,
        Optional<String> title,
        Optional<String> description,
        Optional<String> mimeType,
        Optional<Annotations> annotations,
        List<Icon> icons,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public ResourceTemplate {
        icons = List.copyOf(icons);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a template with the members that every protocol version has.
     *
     * @param uriTemplate an RFC 6570 template
     * @param name the name for programs
     * @return the template
     */
    public static ResourceTemplate of(String uriTemplate, String name) {
        return new ResourceTemplate(
                uriTemplate,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Map.of());
    }

    /**
     * Returns the name to show to people.
     *
     * @return the title, or else the name
     */
    public String displayName() {
        return title.orElse(name);
    }
}
