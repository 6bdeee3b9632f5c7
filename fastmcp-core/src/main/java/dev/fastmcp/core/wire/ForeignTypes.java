package dev.fastmcp.core.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Reads and writes classes that are no part of the protocol: the caller's own. Thread-safe. */
public interface ForeignTypes {

    /**
     * Decodes one JSON value.
     *
     * @throws dev.fastmcp.api.error.DataMappingException if the text does not fit the type
     */
    <T> @Nullable T decode(byte[] utf8, int offset, int length, Class<T> type);

    /**
     * Writes one JSON value.
     *
     * @throws dev.fastmcp.api.error.DataMappingException if the value has no JSON form
     */
    void write(Object value, JsonGenerator out);
}
