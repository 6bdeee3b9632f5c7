package dev.fastmcp.core.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Arrays, and objects whose names are data. */
final class Containers {

    /** A free-form object. */
    static final ValueCodec<Map<String, Object>> OBJECT = new ValueCodec<>() {
        @Override
        @Nullable
        Map<String, Object> read(WireReader in) {
            if (!in.at(JsonToken.START_OBJECT)) {
                return null;
            }
            Map<String, Object> members = new LinkedHashMap<>();
            FreeForm.readMembers(in.parser(), members);
            return members;
        }

        @Override
        void write(Map<String, Object> value, WireWriter out) {
            out.any(value);
        }
    };

    private Containers() {}

    private static MismatchException mismatch(JsonParser parser, String path) {
        return new MismatchException(path, "is " + FreeForm.kind(parser));
    }

    /** An array of values of one type. */
    static final class ListCodec<E> extends ValueCodec<List<E>> {

        private final ValueCodec<E> element;

        ListCodec(ValueCodec<E> element) {
            this.element = element;
        }

        @Override
        @Nullable
        List<E> read(WireReader in) {
            if (!in.at(JsonToken.START_ARRAY)) {
                return null;
            }
            if (in.parser().nextToken() == JsonToken.END_ARRAY) {
                return List.of();
            }
            E first = readElement(in, 0);
            if (in.parser().nextToken() == JsonToken.END_ARRAY) {
                return List.of(first);
            }
            List<E> elements = new ArrayList<>();
            elements.add(first);
            do {
                elements.add(readElement(in, elements.size()));
            } while (in.parser().nextToken() != JsonToken.END_ARRAY);
            return List.copyOf(elements);
        }

        private E readElement(WireReader in, int index) {
            try {
                E value = element.read(in);
                if (value == null) {
                    throw mismatch(in.parser(), "");
                }
                return value;
            } catch (MismatchException e) {
                throw e.within("[" + index + "]");
            }
        }

        @Override
        void write(List<E> value, WireWriter out) {
            out.out().writeStartArray();
            for (E each : value) {
                element.write(each, out);
            }
            out.out().writeEndArray();
        }
    }

    /** What was one value first and may be an array since: an array only if there is not exactly one. */
    static final class OneOrManyCodec<E> extends ValueCodec<List<E>> {

        private final ValueCodec<E> one;
        private final ListCodec<E> many;

        OneOrManyCodec(ValueCodec<E> element) {
            this.one = element;
            this.many = new ListCodec<>(element);
        }

        @Override
        @Nullable
        List<E> read(WireReader in) {
            if (in.at(JsonToken.START_ARRAY)) {
                return many.read(in);
            }
            E value = one.read(in);
            return value == null ? null : List.of(value);
        }

        @Override
        void write(List<E> value, WireWriter out) {
            if (value.size() == 1) {
                one.write(value.get(0), out);
            } else {
                many.write(value, out);
            }
        }
    }

    /** An object whose values have one type. */
    static final class MapCodec<V> extends ValueCodec<Map<String, V>> {

        private final ValueCodec<V> value;

        MapCodec(ValueCodec<V> value) {
            this.value = value;
        }

        @Override
        @Nullable
        Map<String, V> read(WireReader in) {
            if (!in.at(JsonToken.START_OBJECT)) {
                return null;
            }
            JsonParser parser = in.parser();
            Map<String, V> members = new LinkedHashMap<>();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                members.put(name, readValue(in, name));
            }
            return members;
        }

        private V readValue(WireReader in, String name) {
            try {
                V read = value.read(in);
                if (read == null) {
                    throw mismatch(in.parser(), "");
                }
                return read;
            } catch (MismatchException e) {
                throw e.within("[\"" + name + "\"]");
            }
        }

        @Override
        void write(Map<String, V> map, WireWriter out) {
            out.out().writeStartObject();
            map.forEach((name, each) -> {
                out.out().writeName(name);
                value.write(each, out);
            });
            out.out().writeEndObject();
        }
    }
}
