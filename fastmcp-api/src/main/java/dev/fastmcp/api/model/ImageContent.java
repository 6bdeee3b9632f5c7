package dev.fastmcp.api.model;

import dev.fastmcp.api.error.DataMappingException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A picture, carried inside the message (schema "ImageContent").
 *
 * @param data the bytes as base64; see {@link #bytes()}
 * @param mimeType the media type, such as {@code image/png}
 * @param annotations hints about it
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ImageContent(
        String data,
        String mimeType,
        Optional<Annotations> annotations,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements ContentBlock, SamplingContent {

    /** Copies the collections. */
    public ImageContent {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns content made of bytes.
     *
     * @param bytes the encoded picture
     * @param mimeType the media type
     * @return the content
     */
    public static ImageContent of(byte[] bytes, String mimeType) {
        return new ImageContent(
                Base64.getEncoder().encodeToString(bytes), mimeType, Optional.empty(), Map.of(), Map.of());
    }

    /**
     * Decodes the data.
     *
     * @return a new array
     * @throws DataMappingException if the data is not base64
     */
    public byte[] bytes() {
        return Base64Data.decode("ImageContent.data", data);
    }
}
