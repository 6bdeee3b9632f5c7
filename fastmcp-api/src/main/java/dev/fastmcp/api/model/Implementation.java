package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Name and version of a client or server (schema "Implementation"). Self-reported: good for display and logs, not for
 * decisions.
 *
 * @param name the name for programs
 * @param title the name for people, since MCP 2025-06-18
 * @param version the version, in whatever form its maker likes
 * @param description what it is for, since MCP 2025-11-25
 * @param websiteUrl where to read more, since MCP 2025-11-25
 * @param icons pictures of it, since MCP 2025-11-25
 * @param extra members that this library does not know
 */
public record Implementation(
        String name,
        Optional<String> title,
        String version,
        Optional<String> description,
        Optional<String> websiteUrl,
        List<Icon> icons,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public Implementation {
        icons = List.copyOf(icons);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a description of nothing but name and version.
     *
     * @param name the name for programs
     * @param version the version
     * @return the description
     */
    public static Implementation of(String name, String version) {
        return new Implementation(
                name, Optional.empty(), version, Optional.empty(), Optional.empty(), List.of(), Map.of());
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
