package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data that a server offers to be read, as {@code resources/list} shows it (schema "Resource").
 *
 * @param uri the address to read; this library never opens it by itself
 * @param name the name for programs
 * @param title the name for people, since MCP 2025-06-18
 * @param description what it is, written for a model
 * @param mimeType the media type, if known
 * @param annotations hints about it
 * @param size the size of the raw contents in bytes, if known
 * @param icons pictures of it, since MCP 2025-11-25
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record Resource(
        String uri,
        String name,
        Optional<String> title,
        Optional<String> description,
        Optional<String> mimeType,
        Optional<Annotations> annotations,
        Optional<Long> size,
        List<Icon> icons,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public Resource {
        icons = List.copyOf(icons);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a resource with the members that every protocol version has.
     *
     * @param uri the address to read
     * @param name the name for programs
     * @return the resource
     */
    public static Resource of(String uri, String name) {
        return new Resource(
                uri,
                name,
                Optional.empty(),
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
