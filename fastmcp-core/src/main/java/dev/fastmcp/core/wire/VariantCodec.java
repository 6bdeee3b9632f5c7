package dev.fastmcp.core.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Records told apart by the member {@code type}. As a rule it comes first; if not, the object is read twice. */
abstract class VariantCodec<T> extends ValueCodec<T> {

    private static final String TYPE = "type";

    /** Returns the table for a type, or the one for unknown types, which has no members of its own. */
    abstract ObjectCodec<? extends T> table(String type);

    @Override
    @Nullable
    T read(WireReader in) {
        if (!in.at(JsonToken.START_OBJECT)) {
            return null;
        }
        JsonParser parser = in.parser();
        String first = parser.nextName();
        if (first == null) {
            return table("").ofNothing();
        }
        if (first.equals(TYPE)) {
            parser.nextToken();
            Object type = FreeForm.read(parser);
            return table(type instanceof String text ? text : "").readMembers(in, TYPE, type);
        }
        WireReader.Slice object = in.skipFromFirstName();
        Object type = in.member(object, TYPE, "");
        try (WireReader again = in.open(object)) {
            return table(type instanceof String text ? text : "").readMembers(again);
        }
    }

    @Override
    void write(T value, WireWriter out) {
        out.any(value);
    }
}
