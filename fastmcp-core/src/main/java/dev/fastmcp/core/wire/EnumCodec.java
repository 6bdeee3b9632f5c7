package dev.fastmcp.core.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Enums of the protocol, whose {@code toString} is the name on the wire. An unknown name is a value of another type.
 */
final class EnumCodec<E extends Enum<E>> extends ValueCodec<E> {

    private final E[] values;

    EnumCodec(E[] values) {
        this.values = values;
    }

    @Override
    @Nullable
    E read(WireReader in) {
        if (!in.at(JsonToken.VALUE_STRING)) {
            return null;
        }
        String name = in.parser().getString();
        for (E value : values) {
            if (value.toString().equals(name)) {
                return value;
            }
        }
        return null;
    }

    @Override
    void write(E value, WireWriter out) {
        out.out().writeString(value.toString());
    }
}
