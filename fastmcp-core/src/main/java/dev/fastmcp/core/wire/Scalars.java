package dev.fastmcp.core.wire;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.RequestId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Values that are no objects with members of their own. */
final class Scalars {

    /** Beyond this, not every whole number is a double. */
    private static final double MAX_WHOLE_DOUBLE = 1L << 53;

    static final ValueCodec<String> STRING = new ValueCodec<>() {
        @Override
        @Nullable
        String read(WireReader in) {
            return in.at(JsonToken.VALUE_STRING) ? in.parser().getString() : null;
        }

        @Override
        void write(String value, WireWriter out) {
            out.out().writeString(value);
        }
    };

    static final ValueCodec<Boolean> BOOLEAN = new ValueCodec<>() {
        @Override
        @Nullable
        Boolean read(WireReader in) {
            return in.parser().currentToken().isBoolean() ? in.parser().getBooleanValue() : null;
        }

        @Override
        void write(Boolean value, WireWriter out) {
            out.out().writeBoolean(value);
        }
    };

    /** A whole number; {@code 1.0} is one. */
    static final ValueCodec<Long> LONG = new ValueCodec<>() {
        @Override
        @Nullable
        Long read(WireReader in) {
            return whole(in);
        }

        @Override
        void write(Long value, WireWriter out) {
            out.out().writeNumber(value);
        }
    };

    static final ValueCodec<Integer> INT = new ValueCodec<>() {
        @Override
        @Nullable
        Integer read(WireReader in) {
            Long value = whole(in);
            return value == null || value != value.intValue() ? null : Integer.valueOf(value.intValue());
        }

        @Override
        void write(Integer value, WireWriter out) {
            out.out().writeNumber(value);
        }
    };

    static final ValueCodec<Double> DOUBLE = new ValueCodec<>() {
        @Override
        @Nullable
        Double read(WireReader in) {
            if (!in.parser().currentToken().isNumeric()) {
                return null;
            }
            double value = in.parser().getDoubleValue();
            return Double.isFinite(value) ? value : null;
        }

        @Override
        void write(Double value, WireWriter out) {
            out.shortest(value);
        }
    };

    static final ValueCodec<Duration> MILLIS = new ValueCodec<>() {
        @Override
        @Nullable
        Duration read(WireReader in) {
            Long value = whole(in);
            return value == null ? null : Duration.ofMillis(value);
        }

        @Override
        void write(Duration value, WireWriter out) {
            out.out().writeNumber(value.toMillis());
        }
    };

    static final ValueCodec<RequestId> REQUEST_ID = new ValueCodec<>() {
        @Override
        @Nullable
        RequestId read(WireReader in) {
            if (in.at(JsonToken.VALUE_STRING)) {
                return RequestId.of(in.parser().getString());
            }
            Long value = whole(in);
            return value == null ? null : RequestId.of(value);
        }

        @Override
        void write(RequestId value, WireWriter out) {
            out.id(value);
        }
    };

    /** Any value, undecoded. */
    static final ValueCodec<JsonValue> JSON = new ValueCodec<>() {
        @Override
        JsonValue read(WireReader in) {
            return in.raw();
        }

        @Override
        void write(JsonValue value, WireWriter out) {
            out.json(value);
        }

        @Override
        boolean acceptsNull() {
            return true;
        }
    };

    private Scalars() {}

    private static @Nullable Long whole(WireReader in) {
        JsonParser parser = in.parser();
        if (in.at(JsonToken.VALUE_NUMBER_INT)) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : parser.getLongValue();
        }
        if (in.at(JsonToken.VALUE_NUMBER_FLOAT)) {
            double value = parser.getDoubleValue();
            return value == Math.rint(value) && Math.abs(value) <= MAX_WHOLE_DOUBLE ? (long) value : null;
        }
        return null;
    }
}
