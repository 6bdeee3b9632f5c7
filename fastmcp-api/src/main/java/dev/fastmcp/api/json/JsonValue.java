package dev.fastmcp.api.json;

import dev.fastmcp.api.error.DataMappingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value, kept as it came: as UTF-8 text from the wire, or as a Java object from the caller. It is converted only when asked,
 * so that schemas, arguments and results which merely pass through cost nothing.
 *
 * <p>Immutable and thread-safe, as long as the Java object given to {@link #of(Object)} does not change. Two values are equal if their
 * free-form contents are equal; the order of object members does not count.
 */
public final class JsonValue {

    /** The JSON {@code null}. */
    public static final JsonValue NULL = new JsonValue(null, null, 0, 0, null);

    private static final int SHOWN_CHARACTERS = 200;

    private final @Nullable JsonCodec codec;
    private final byte @Nullable [] utf8;
    private final int offset;
    private final int length;
    private final @Nullable Object value;

    private JsonValue(
            @Nullable JsonCodec codec, byte @Nullable [] utf8, int offset, int length, @Nullable Object value) {
        this.codec = codec;
        this.utf8 = utf8;
        this.offset = offset;
        this.length = length;
        this.value = value;
    }

    /**
     * Wraps a Java value: free-form JSON, a protocol record, or an object of the caller's own.
     *
     * @param value the value; {@code null} gives {@link #NULL}
     * @return the wrapped value; the argument itself if it is a {@code JsonValue} already
     */
    public static JsonValue of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        return value instanceof JsonValue json ? json : new JsonValue(null, null, 0, 0, value);
    }

    /**
     * Wraps JSON text without looking at it.
     *
     * @param json the text of one JSON value; a syntax error shows when the value is first read
     * @return the wrapped text
     */
    public static JsonValue parse(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return raw(JsonCodec.discovered(), bytes, 0, bytes.length);
    }

    /**
     * Wraps JSON text in an array that must not change any more.
     *
     * @param codec decodes the text when somebody asks
     * @param utf8 holds the text
     * @param offset where the value begins
     * @param length how many bytes it has
     * @return the wrapped text
     */
    public static JsonValue raw(JsonCodec codec, byte[] utf8, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, utf8.length);
        return new JsonValue(Objects.requireNonNull(codec, "codec"), utf8, offset, length, null);
    }

    /**
     * Converts the value.
     *
     * @param type a protocol record, {@code Map}, {@code List}, {@code String}, a number type, or a class of the caller's own; a class
     *     in a named module must be exported, or opened to {@code tools.jackson.databind}
     * @param <T> the type wanted
     * @return the converted value; {@code null} only if this is the JSON {@code null}
     * @throws DataMappingException if the text is malformed or does not fit the type
     */
    public <T> @Nullable T as(Class<T> type) {
        if (utf8 != null && codec != null) {
            return codec.decode(utf8, offset, length, type);
        }
        if (value == null || type.isInstance(value) && (type != Object.class || isFreeForm(value))) {
            return type.cast(value);
        }
        return JsonCodec.discovered().convert(value, type);
    }

    /** Numbers are left to the codec, which knows which type a number has in free-form JSON. */
    private static boolean isFreeForm(Object value) {
        return value instanceof String || value instanceof Boolean;
    }

    /**
     * Returns the value as free-form JSON.
     *
     * @return a map, list, string, number or boolean; {@code null} for the JSON {@code null}
     * @throws DataMappingException if the text is malformed
     * @see JsonCodec
     */
    public @Nullable Object asObject() {
        return as(Object.class);
    }

    /**
     * Returns a JSON object as a map in document order.
     *
     * @return the members; empty for the JSON {@code null}
     * @throws DataMappingException if this is not a JSON object
     */
    public Map<String, Object> asMap() {
        @SuppressWarnings("unchecked")
        Map<String, Object> map = (Map<String, Object>) as(Map.class);
        return map == null ? Map.of() : map;
    }

    /**
     * Returns a JSON array as a list.
     *
     * @return the elements; empty for the JSON {@code null}
     * @throws DataMappingException if this is not a JSON array
     */
    public List<Object> asList() {
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) as(List.class);
        return list == null ? List.of() : list;
    }

    /**
     * Returns one member of a JSON object, without decoding the others.
     *
     * @param name the name of the member
     * @return its value, which may be the JSON {@code null}; empty if there is none, or this is not a JSON object
     */
    public Optional<JsonValue> member(String name) {
        if (utf8 != null && codec != null) {
            return Optional.ofNullable(codec.member(utf8, offset, length, name));
        }
        return value instanceof Map<?, ?> map && map.containsKey(name)
                ? Optional.of(of(map.get(name)))
                : Optional.empty();
    }

    /**
     * Returns the members of a JSON object, none of them decoded. Of several members with the same name the last one counts.
     *
     * @return an unmodifiable map in document order; empty for the JSON {@code null}
     * @throws DataMappingException if this is not a JSON object
     */
    public Map<String, JsonValue> members() {
        if (utf8 != null && codec != null && !isNull()) {
            return codec.members(utf8, offset, length);
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        Map<?, ?> map = value instanceof Map<?, ?> given ? given : asMap();
        map.forEach((name, member) -> members.put(String.valueOf(name), of(member)));
        return Collections.unmodifiableMap(members);
    }

    /**
     * Tells whether this is the JSON {@code null}.
     *
     * @return true for {@code null}
     */
    public boolean isNull() {
        return utf8 == null ? value == null : length == 4 && utf8[offset] == 'n';
    }

    /**
     * Returns the value as compact JSON text; text from the wire is returned as it came.
     *
     * @return the text
     * @throws DataMappingException if the Java value has no JSON form
     */
    public String toJson() {
        if (utf8 != null) {
            return new String(utf8, offset, length, StandardCharsets.UTF_8);
        }
        return new String(JsonCodec.discovered().encode(value), StandardCharsets.UTF_8);
    }

    /**
     * Writes the value as UTF-8 JSON; text from the wire is copied as it came.
     *
     * @param out receives the text; not closed
     * @throws IOException if {@code out} fails
     * @throws DataMappingException if the Java value has no JSON form
     */
    public void writeTo(OutputStream out) throws IOException {
        if (utf8 != null) {
            out.write(utf8, offset, length);
        } else {
            JsonCodec.discovered().encode(value, out);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof JsonValue that && Objects.equals(this.asObject(), that.asObject());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(asObject());
    }

    /** Returns the beginning of the JSON text, for people; use {@link #toJson()} for programs. */
    @Override
    public String toString() {
        String json = toJson();
        return json.length() <= SHOWN_CHARACTERS ? json : json.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
