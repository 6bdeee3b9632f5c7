package dev.fastmcp.core.wire;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.ServerText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/** Converts protocol records and free-form JSON by tables, and everything else by {@link ForeignTypes}. Thread-safe. */
public final class WireCodec {

    private static final int SHOWN_CHARACTERS = 300;

    private final ForeignTypes foreign;

    /**
     * Creates a codec.
     *
     * @param foreign converts the classes that this codec does not know
     */
    public WireCodec(ForeignTypes foreign) {
        this.foreign = Objects.requireNonNull(foreign, "foreign");
    }

    /** Tells whether this codec reads a type by itself. */
    public boolean knows(Class<?> type) {
        return WireTypes.of(type) != null;
    }

    /**
     * Decodes one JSON value, as {@link dev.fastmcp.api.json.JsonCodec} describes.
     *
     * @return {@code null} only for a JSON {@code null}
     * @throws DataMappingException if the text is not JSON or does not fit the type
     */
    public <T> @Nullable T decode(byte[] utf8, int offset, int length, Class<T> type) {
        ValueCodec<T> codec = WireTypes.of(type);
        if (codec == null) {
            return foreign.decode(utf8, offset, length, type);
        }
        try (WireReader in = WireReader.open(utf8, offset, length)) {
            return read(in, codec, type);
        } catch (MismatchException e) {
            throw new DataMappingException(type.getSimpleName() + ServerText.excerpt(e.getMessage(), SHOWN_CHARACTERS));
        } catch (JacksonException e) {
            throw new DataMappingException("The text is no JSON, or breaks a limit: " + text(e), e);
        }
    }

    private static <T> @Nullable T read(WireReader in, ValueCodec<T> codec, Class<T> type) {
        if (!in.parser().hasCurrentToken()) {
            throw new DataMappingException("The text is no JSON: it is empty");
        }
        T value = null;
        if (!in.at(JsonToken.VALUE_NULL) || codec.acceptsNull()) {
            value = codec.read(in);
            if (value == null) {
                throw new MismatchException("", "cannot be made of " + FreeForm.kind(in.parser()));
            }
        }
        if (in.parser().nextToken() != null) {
            throw new DataMappingException("The text is more than one JSON value");
        }
        return type.cast(value);
    }

    /**
     * Encodes a value as compact JSON without line breaks.
     *
     * @throws DataMappingException if the value has no JSON form
     */
    public byte[] encode(@Nullable Object value) {
        ByteSink sink = new ByteSink(0);
        encode(value, sink);
        return sink.toBytes();
    }

    /**
     * Encodes a value as {@link #encode(Object)} does, to the end of a sink.
     *
     * @throws DataMappingException if the value has no JSON form; the sink may then hold a part of it
     */
    public void encode(@Nullable Object value, ByteSink sink) {
        try (WireWriter out = WireWriter.open(sink, foreign)) {
            out.any(value);
        } catch (JacksonException e) {
            throw new DataMappingException("The value has no JSON form: " + text(e), e);
        }
    }

    private static String text(JacksonException e) {
        String where =
                e.getLocation() == null ? "" : " (at byte " + e.getLocation().getByteOffset() + ")";
        return ServerText.excerpt(String.valueOf(e.getOriginalMessage()), SHOWN_CHARACTERS) + where;
    }
}
