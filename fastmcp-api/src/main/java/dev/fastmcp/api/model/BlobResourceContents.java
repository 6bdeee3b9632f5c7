package dev.fastmcp.api.model;

import dev.fastmcp.api.error.DataMappingException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A resource that is not text (schema "BlobResourceContents").
 *
 * @param uri the address of the resource or the part
 * @param mimeType the media type, if known
 * @param blob the bytes as base64; see {@link #bytes()}
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record BlobResourceContents(
        String uri, Optional<String> mimeType, String blob, Map<String, Object> meta, Map<String, Object> extra)
        implements ResourceContents {

    /** Copies the collections. */
    public BlobResourceContents {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns bytes and nothing else.
     *
     * @param uri the address
     * @param bytes the bytes
     * @return the contents
     */
    public static BlobResourceContents of(String uri, byte[] bytes) {
        return new BlobResourceContents(
                uri, Optional.empty(), Base64.getEncoder().encodeToString(bytes), Map.of(), Map.of());
    }

    /**
     * Decodes the blob.
     *
     * @return a new array
     * @throws DataMappingException if the blob is not base64
     */
    public byte[] bytes() {
        return Base64Data.decode("BlobResourceContents.blob", blob);
    }
}
