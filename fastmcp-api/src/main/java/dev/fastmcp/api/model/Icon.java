package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A picture that stands for a server, tool, prompt or resource (schema "Icon", since MCP 2025-11-25). Its address comes
 * from the server: check it before fetching.
 *
 * @param src where the picture is, an {@code https:} or {@code data:} URI
 * @param mimeType its media type, if the address does not tell
 * @param sizes the sizes it is made for, such as {@code 48x48} or {@code any}
 * @param theme {@code light} or {@code dark}, if it is made for one of them
 * @param extra members that this library does not know
 */
public record Icon(
        String src, Optional<String> mimeType, List<String> sizes, Optional<String> theme, Map<String, Object> extra) {

    /** Copies the collections. */
    public Icon {
        sizes = List.copyOf(sizes);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns an icon that says nothing but its address.
     *
     * @param src where the picture is
     * @return the icon
     */
    public static Icon of(String src) {
        return new Icon(src, Optional.empty(), List.of(), Optional.empty(), Map.of());
    }
}
