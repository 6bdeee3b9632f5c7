package dev.fastmcp.core.wire;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A generator that knows how to write anything. Used by one thread.
 *
 * @param out where to write
 * @param sink where that goes
 * @param foreign writes what is no part of the protocol
 */
record WireWriter(JsonGenerator out, ByteSink sink, ForeignTypes foreign) implements AutoCloseable {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(WireReader.MAX_DEPTH)
                    .build())
            .build();

    static WireWriter open(ByteSink sink, ForeignTypes foreign) {
        return new WireWriter(FACTORY.createGenerator(ObjectWriteContext.empty(), sink), sink, foreign);
    }

    void any(@Nullable Object value) {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof CharSequence text) {
            out.writeString(text.toString());
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof JsonValue json) {
            json(json);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Collection<?> elements) {
            array(elements);
        } else if (value instanceof Optional<?> optional) {
            any(optional.orElse(null));
        } else if (value instanceof Object[] elements) {
            array(Arrays.asList(elements));
        } else {
            other(value);
        }
    }

    private void other(Object value) {
        ValueCodec<Object> codec = WireTypes.ofRecord(value);
        if (codec != null) {
            codec.write(value, this);
        } else if (value instanceof RequestId id) {
            id(id);
        } else if (value instanceof Enum<?> name && WireTypes.isOfProtocol(name.getDeclaringClass())) {
            out.writeString(name.toString());
        } else {
            foreign.write(value, out);
        }
    }

    private void map(Map<?, ?> map) {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() == null) {
                throw new DataMappingException("A map with the key null has no JSON form: remove the key");
            }
            out.writeName(entry.getKey().toString());
            any(entry.getValue());
        }
        out.writeEndObject();
    }

    private void array(Collection<?> elements) {
        out.writeStartArray();
        for (Object element : elements) {
            any(element);
        }
        out.writeEndArray();
    }

    private void number(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            out.writeNumber(number.intValue());
        } else if (number instanceof Long) {
            out.writeNumber(number.longValue());
        } else if (number instanceof Double) {
            out.writeNumber(finite(number.doubleValue()));
        } else if (number instanceof Float) {
            finite(number.doubleValue());
            out.writeNumber(number.floatValue());
        } else if (number instanceof BigInteger integer) {
            out.writeNumber(integer);
        } else if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else {
            foreign.write(number, out);
        }
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new DataMappingException(value + " has no JSON form: give a finite number, or null");
        }
        return value;
    }

    /** Writes a whole number without a fraction, since that is how it came. */
    void shortest(double value) {
        if (value == (long) value && Math.abs(value) < 1L << 53) {
            out.writeNumber((long) value);
        } else {
            out.writeNumber(finite(value));
        }
    }

    void id(RequestId id) {
        switch (id) {
            case RequestId.Number number -> out.writeNumber(number.value());
            case RequestId.Text text -> out.writeString(text.value());
        }
    }

    /** Copies the text of a value, past the generator. */
    void json(JsonValue value) {
        out.writeRawValue(""); // what has to come before a value
        out.flush();
        int start = sink.size();
        try {
            value.writeTo(sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sink.unbreakLines(start);
    }

    @Override
    public void close() {
        out.close();
    }
}
