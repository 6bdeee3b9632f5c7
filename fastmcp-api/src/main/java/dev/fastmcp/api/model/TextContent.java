package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * Plain text (schema "TextContent").
 *
 * @param text the text
 * @param annotations hints about it
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record TextContent(
        String text, Optional<Annotations> annotations, Map<String, Object> meta, Map<String, Object> extra)
        implements ContentBlock, SamplingContent {

    /** Copies the collections. */
    public TextContent {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns text and nothing else.
     *
     * @param text the text
     * @return the content
     */
    public static TextContent of(String text) {
        return new TextContent(text, Optional.empty(), Map.of(), Map.of());
    }
}
