package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * A resource that is text (schema "TextResourceContents").
 *
 * @param uri the address of the resource or the part
 * @param mimeType the media type, if known
 * @param text the text
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record TextResourceContents(
        String uri, Optional<String> mimeType, String text, Map<String, Object> meta, Map<String, Object> extra)
        implements ResourceContents {

    /** Copies the collections. */
    public TextResourceContents {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns text and nothing else.
     *
     * @param uri the address
     * @param text the text
     * @return the contents
     */
    public static TextResourceContents of(String uri, String text) {
        return new TextResourceContents(uri, Optional.empty(), text, Map.of(), Map.of());
    }
}
