package dev.fastmcp.core.json;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.core.wire.ByteSink;
import dev.fastmcp.core.wire.WireCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON through Jackson: protocol records and free-form JSON by the streaming tables of {@link dev.fastmcp.core.wire}, the caller's own classes by
 * databind, which is loaded when the first of them shows up.
 */
public final class JacksonCodec implements JsonCodec {

    private final DataBinding foreign = new DataBinding();
    private final WireCodec wire = new WireCodec(foreign);

    /** Creates a codec; Jackson is loaded by its first use. */
    public JacksonCodec() {}

    @Override
    public <T> @Nullable T decode(byte[] utf8, int offset, int length, Class<T> type) {
        if (type == JsonValue.class) {
            return type.cast(JsonValue.raw(this, utf8, offset, length));
        }
        return wire.decode(utf8, offset, length, type);
    }

    @Override
    public <T> @Nullable T convert(@Nullable Object value, Class<T> type) {
        if (value != null && !wire.knows(type) && PlainTree.isPlain(value)) {
            T made = foreign.convert(value, type);
            if (made != null) {
                return made;
            }
        }
        return JsonCodec.super.convert(value, type);
    }

    @Override
    public @Nullable JsonValue member(byte[] utf8, int offset, int length, String name) {
        return MemberFinder.find(this, utf8, offset, length, name);
    }

    @Override
    public Map<String, JsonValue> members(byte[] utf8, int offset, int length) {
        return MemberFinder.all(this, utf8, offset, length);
    }

    @Override
    public byte[] encode(@Nullable Object value) {
        return wire.encode(value);
    }

    @Override
    public void encode(@Nullable Object value, OutputStream out) throws IOException {
        if (out instanceof ByteSink sink) {
            wire.encode(value, sink);
        } else {
            out.write(wire.encode(value));
        }
    }
}
