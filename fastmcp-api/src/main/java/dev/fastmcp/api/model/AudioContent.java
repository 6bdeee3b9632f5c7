package dev.fastmcp.api.model;

import dev.fastmcp.api.error.DataMappingException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Sound, carried inside the message (schema "AudioContent", since MCP 2025-03-26).
 *
 * @param data the bytes as base64; see {@link #bytes()}
 * @param mimeType the media type, such as {@code audio/wav}
 * @param annotations hints about it
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record AudioContent(
        String data,
        String mimeType,
        Optional<Annotations> annotations,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements ContentBlock, SamplingContent {

    /** Copies the collections. */
    public AudioContent {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns content made of bytes.
     *
     * @param bytes the encoded sound
     * @param mimeType the media type
     * @return the content
     */
    public static AudioContent of(byte[] bytes, String mimeType) {
        return new AudioContent(
                Base64.getEncoder().encodeToString(bytes), mimeType, Optional.empty(), Map.of(), Map.of());
    }

    /**
     * Decodes the data.
     *
     * @return a new array
     * @throws DataMappingException if the data is not base64
     */
    public byte[] bytes() {
        return Base64Data.decode("AudioContent.data", data);
    }
}
