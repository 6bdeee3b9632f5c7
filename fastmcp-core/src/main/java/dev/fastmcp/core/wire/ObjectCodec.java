package dev.fastmcp.core.wire;

import dev.fastmcp.api.error.DataMappingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads and writes a record by a table of its members, in the order in which they are written. The values go to the
 * record's constructor, and come from its accessors, in the same order.
 *
 * <p>Why two functions for a record and not an accessor for each member: every function costs a class at start-up.
 */
final class ObjectCodec<T> extends ValueCodec<T> {

    private enum Kind {
        /** An error if absent, unless the member has a value to stand for that; always written. */
        REQUIRED,
        /** An {@link Optional}. */
        OPTIONAL,
        /** A list or map, not written if empty. */
        COLLECTION,
        /** A boolean, not written if false. */
        FLAG
    }

    private record Member(
            String name,
            ValueCodec<Object> codec,
            Kind kind,
            @Nullable Object absent) {

        boolean isWritten(@Nullable Object value) {
            return switch (kind) {
                case REQUIRED -> true;
                case OPTIONAL -> value instanceof Optional<?> optional && optional.isPresent();
                case COLLECTION ->
                    !(value instanceof Collection<?> list && list.isEmpty()
                            || value instanceof Map<?, ?> map && map.isEmpty());
                case FLAG -> Boolean.TRUE.equals(value);
            };
        }

        @Nullable
        Object inner(@Nullable Object value) {
            return value instanceof Optional<?> optional && kind == Kind.OPTIONAL ? optional.get() : value;
        }
    }

    private final String type;
    private final @Nullable Constant constant;
    private final Member[] members;
    private final Function<Values, T> make;
    private final Function<T, @Nullable Object[]> take;

    private record Constant(String name, String value) {}

    private ObjectCodec(Table<T> table, Function<Values, T> make, Function<T, @Nullable Object[]> take) {
        this.type = table.type;
        this.constant = table.constant;
        this.members = table.members.toArray(Member[]::new);
        this.make = make;
        this.take = take;
    }

    /** Starts a table. */
    static <T> Table<T> of(String type) {
        return new Table<>(type);
    }

    /** Lists what a record holds, the unknown members last if it has them. */
    static @Nullable Object[] parts(@Nullable Object... parts) {
        return parts;
    }

    @Override
    @Nullable
    T read(WireReader in) {
        return in.at(JsonToken.START_OBJECT) ? readMembers(in) : null;
    }

    /** Reads what is left of an object whose beginning has been read. */
    T readMembers(WireReader in) {
        return readMembers(in, new Values(members));
    }

    /** Reads what is left of an object whose first member has been read, too. */
    T readMembers(WireReader in, String firstName, @Nullable Object firstValue) {
        Values values = new Values(members);
        if (constant == null) {
            values.keep(firstName, firstValue);
        }
        return readMembers(in, values);
    }

    /** Makes the record of an object without members. */
    T ofNothing() {
        Values values = new Values(members);
        values.checkComplete();
        return make.apply(values);
    }

    private T readMembers(WireReader in, Values values) {
        JsonParser parser = in.parser();
        int expected = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            int index = indexOf(name, expected);
            if (index >= 0) {
                readMember(in, index, values);
                expected = index + 1;
            } else if (constant != null && name.equals(constant.name)) {
                parser.skipChildren();
            } else {
                values.keep(name, FreeForm.read(parser));
            }
        }
        values.checkComplete();
        return make.apply(values);
    }

    private void readMember(WireReader in, int index, Values values) {
        Member member = members[index];
        if (in.at(JsonToken.VALUE_NULL) && !member.codec.acceptsNull()) {
            values.set(index, null);
        } else if (member.kind == Kind.REQUIRED) {
            values.set(index, readRequired(in, member));
        } else {
            Object value = in.tryRead(member.name, member.codec, values);
            values.set(index, value == null || member.kind != Kind.OPTIONAL ? value : Optional.of(value));
        }
    }

    private static Object readRequired(WireReader in, Member member) {
        try {
            Object value = member.codec.read(in);
            if (value == null) {
                throw new MismatchException("", "is " + FreeForm.kind(in.parser()));
            }
            return value;
        } catch (MismatchException e) {
            throw e.within("." + member.name);
        }
    }

    /** Members mostly come in the order of the table. */
    private int indexOf(String name, int expected) {
        for (int i = expected; i < members.length; i++) {
            if (members[i].name.equals(name)) {
                return i;
            }
        }
        for (int i = 0; i < expected; i++) {
            if (members[i].name.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    void write(T value, WireWriter out) {
        out.out().writeStartObject();
        writeMembers(value, out);
        out.out().writeEndObject();
    }

    void writeMembers(T value, WireWriter out) {
        if (constant != null) {
            out.out().writeStringProperty(constant.name, constant.value);
        }
        @Nullable Object[] parts = take.apply(value);
        for (int i = 0; i < members.length; i++) {
            Member member = members[i];
            if (member.isWritten(parts[i])) {
                out.out().writeName(member.name);
                member.codec.write(present(member, parts[i]), out);
            }
        }
        if (parts.length > members.length && parts[members.length] instanceof Map<?, ?> extra) {
            writeExtra(extra, parts, out);
        }
    }

    private Object present(Member member, @Nullable Object part) {
        Object value = member.inner(part);
        if (value == null) {
            throw new DataMappingException(type + "." + member.name + " is missing: it must not be null");
        }
        return value;
    }

    /** A member of the table wins over an unknown one that somebody gave the same name. */
    private void writeExtra(Map<?, ?> extra, @Nullable Object[] parts, WireWriter out) {
        extra.forEach((key, value) -> {
            String name = String.valueOf(key);
            int index = indexOf(name, 0);
            boolean written = index >= 0
                    ? members[index].isWritten(parts[index])
                    : constant != null && name.equals(constant.name);
            if (!written) {
                out.out().writeName(name);
                out.any(value);
            }
        });
    }

    /** The values of one object that is being read. */
    static final class Values implements WireReader.Rest {
        private final Member[] members;
        private final @Nullable Object[] values;
        private @Nullable Map<String, Object> extra;
        private int next;

        private Values(Member[] members) {
            this.members = members;
            this.values = new Object[members.length];
        }

        private void set(int index, @Nullable Object value) {
            values[index] = value;
        }

        @Override
        public void keep(String name, @Nullable Object value) {
            if (extra == null) {
                extra = LinkedHashMap.newLinkedHashMap(2);
            }
            extra.put(name, value);
        }

        private void checkComplete() {
            for (int i = 0; i < members.length; i++) {
                if (values[i] == null) {
                    values[i] = members[i].absent;
                    if (values[i] == null) {
                        throw new MismatchException("." + members[i].name, "is missing");
                    }
                }
            }
        }

        /**
         * Returns the value of the next member of the table; the type is the one of its codec, as the table's author
         * knows.
         */
        @SuppressWarnings({"unchecked", "NullAway"}) // checkComplete has made sure that none is missing
        <V> V next() {
            return (V) values[next++];
        }

        /** Returns a text that the table does not have; empty if there is none. */
        String extraText(String name) {
            return extra != null && extra.get(name) instanceof String text ? text : "";
        }

        /** Returns what the table does not have, or has with another type. */
        Map<String, Object> extra() {
            return extra == null ? Map.of() : extra;
        }
    }

    /** A table in the making. */
    static final class Table<T> {
        private final String type;
        private final List<Member> members = new ArrayList<>();
        private @Nullable Constant constant;

        private Table(String type) {
            this.type = type;
        }

        /** A member that has this value in every object of the type; no component of the record. */
        Table<T> constant(String name, String value) {
            constant = new Constant(name, value);
            return this;
        }

        Table<T> required(String name, ValueCodec<?> codec) {
            return add(name, codec, Kind.REQUIRED, null);
        }

        /** A list that must be there, even if empty. */
        <E> Table<T> requiredList(String name, ValueCodec<E> element) {
            return required(name, new Containers.ListCodec<>(element));
        }

        /** A list that must be there, but that some servers forget. */
        <E> Table<T> expectedList(String name, ValueCodec<E> element) {
            return add(name, new Containers.ListCodec<>(element), Kind.REQUIRED, List.of());
        }

        Table<T> optional(String name, ValueCodec<?> codec) {
            return add(name, codec, Kind.OPTIONAL, Optional.empty());
        }

        <E> Table<T> list(String name, ValueCodec<E> element) {
            return add(name, new Containers.ListCodec<>(element), Kind.COLLECTION, List.of());
        }

        Table<T> map(String name, ValueCodec<? extends Map<?, ?>> codec) {
            return add(name, codec, Kind.COLLECTION, Map.of());
        }

        Table<T> meta() {
            return map("_meta", Containers.OBJECT);
        }

        Table<T> flag(String name) {
            return add(name, Scalars.BOOLEAN, Kind.FLAG, false);
        }

        @SuppressWarnings("unchecked") // what a codec writes is what came from the same component
        private Table<T> add(String name, ValueCodec<?> codec, Kind kind, @Nullable Object absent) {
            members.add(new Member(name, (ValueCodec<Object>) codec, kind, absent));
            return this;
        }

        ObjectCodec<T> build(Function<Values, T> make, Function<T, @Nullable Object[]> take) {
            return new ObjectCodec<>(this, make, take);
        }
    }
}
