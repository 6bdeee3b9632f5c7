package dev.fastmcp.core.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** JSON that no record describes, as types to ask for. */
final class FreeFormCodecs {

    static final ValueCodec<Object> ANY = new FreeFormCodec<>() {
        @Override
        @Nullable
        Object read(WireReader in) {
            return FreeForm.read(in.parser());
        }
    };

    static final ValueCodec<List<?>> ARRAY = new FreeFormCodec<>() {
        @Override
        @Nullable
        List<?> read(WireReader in) {
            return in.at(JsonToken.START_ARRAY) ? FreeForm.array(in.parser()) : null;
        }
    };

    static final ValueCodec<Number> NUMBER = new FreeFormCodec<>() {
        @Override
        @Nullable
        Number read(WireReader in) {
            return in.parser().currentToken().isNumeric() ? (Number) FreeForm.read(in.parser()) : null;
        }
    };

    private FreeFormCodecs() {}

    private abstract static class FreeFormCodec<T> extends ValueCodec<T> {
        @Override
        void write(T value, WireWriter out) {
            out.any(value);
        }
    }
}
