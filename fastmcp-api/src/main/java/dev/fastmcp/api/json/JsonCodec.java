package dev.fastmcp.api.json;

import dev.fastmcp.api.error.DataMappingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Converts between JSON text and Java values. {@code fastmcp-core} provides the implementation as a service; transports receive it
 * through their context and so need no JSON library of their own.
 *
 * <p>Free-form JSON maps to {@code Map<String, Object>} (in document order), {@code List<Object>}, {@code String}, {@code Boolean},
 * {@code null}, and the smallest of {@code Integer}, {@code Long}, {@code BigInteger} for integers; {@code Double} for other numbers,
 * or {@code BigDecimal} where a double would lose digits.
 *
 * <p>Implementations are thread-safe.
 */
public interface JsonCodec {

    /**
     * Decodes one complete JSON value.
     *
     * @param utf8 holds the text; not modified, and possibly kept by the result, so it must not change afterwards
     * @param offset where the value begins
     * @param length how many bytes it has
     * @param type a protocol record, {@code Object} or {@code Map} or {@code List} for free-form JSON, {@link JsonValue}, or a class
     *     of the caller's own
     * @param <T> the type wanted
     * @return the value; {@code null} only for a JSON {@code null}
     * @throws DataMappingException if the text is not JSON, breaks a limit, or does not fit the type
     */
    <T> @Nullable T decode(byte[] utf8, int offset, int length, Class<T> type);

    /**
     * Finds one member of a JSON object without decoding the others.
     *
     * @param utf8 holds the text; kept by the result, so it must not change afterwards
     * @param offset where the object begins
     * @param length how many bytes it has
     * @param name the name of the member
     * @return its value; {@code null} if there is no such member, or the text is no JSON object
     */
    @Nullable
    JsonValue member(byte[] utf8, int offset, int length, String name);

    /**
     * Splits a JSON object into its members without decoding any of them.
     *
     * @param utf8 holds the text; kept by the result, so it must not change afterwards
     * @param offset where the object begins
     * @param length how many bytes it has
     * @return an unmodifiable map in document order; of several members with the same name the last one counts
     * @throws DataMappingException if the text is no JSON object
     */
    Map<String, JsonValue> members(byte[] utf8, int offset, int length);

    /**
     * Encodes a Java value as compact UTF-8 JSON without line breaks.
     *
     * @param value a protocol record, free-form JSON, a {@link JsonValue}, or an object of the caller's own
     * @return the text
     * @throws DataMappingException if the value has no JSON form
     */
    byte[] encode(@Nullable Object value);

    /**
     * Encodes a Java value as {@link #encode(Object)} does, to a stream.
     *
     * @param value the value
     * @param out receives the text; not closed
     * @throws IOException if {@code out} fails
     * @throws DataMappingException if the value has no JSON form
     */
    void encode(@Nullable Object value, OutputStream out) throws IOException;

    /**
     * Makes a value of another type, the same as encoding and decoding would make. What is free-form JSON already need not be written down for that.
     *
     * @param value a protocol record, free-form JSON, a {@link JsonValue}, or an object of the caller's own
     * @param type as for {@link #decode}; a class of the caller's own may be asked twice for a value that it refuses
     * @param <T> the type wanted
     * @return the value; {@code null} only for what is a JSON {@code null}
     * @throws DataMappingException if the value has no JSON form, or that does not fit the type
     */
    default <T> @Nullable T convert(@Nullable Object value, Class<T> type) {
        byte[] encoded = encode(value);
        return decode(encoded, 0, encoded.length, type);
    }

    /**
     * Returns the codec found on the class path or module path; it is looked up once.
     *
     * @return the codec
     * @throws IllegalStateException if {@code fastmcp-core} is missing
     */
    static JsonCodec discovered() {
        return Discovered.CODEC;
    }

    /** Delays the look-up to its first use. */
    final class Discovered {
        private static final JsonCodec CODEC = ServiceLoader.load(JsonCodec.class, JsonCodec.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No JSON codec found: add dev.fastmcp:fastmcp-core to the class path or module path"));

        private Discovered() {}
    }
}
