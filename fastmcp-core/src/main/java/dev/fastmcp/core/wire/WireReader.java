package dev.fastmcp.core.wire;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A parser that knows where its text is, so that values can be kept undecoded, or read twice. Used by one thread.
 *
 * @param parser stands at a token
 * @param utf8 holds the text
 * @param base where the text begins; the parser counts from there
 */
record WireReader(JsonParser parser, byte[] utf8, int base) implements AutoCloseable {

    /**
     * The most that {@link dev.fastmcp.api.spi.Limits} allows; what the user allows was checked when the message came.
     */
    static final int MAX_DEPTH = 1000;

    private static final int MAX_DIGITS = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .maxStringLength(Integer.MAX_VALUE) // the size of the message is the limit
                    .build())
            .build();

    /** Opens a reader, at the first token if there is one. */
    static WireReader open(byte[] utf8, int offset, int length) {
        JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8, offset, length);
        parser.nextToken();
        return new WireReader(parser, utf8, offset);
    }

    boolean at(JsonToken token) {
        return parser.currentToken() == token;
    }

    private int tokenStart() {
        return base + (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Moves to the last token of the value at the current one, without decoding it. */
    Slice skip() {
        int start = tokenStart();
        JsonToken token = parser.currentToken();
        if (token.isNumeric()) {
            // The parser goes further behind a number that is not in anything.
            return new Slice(start, start + parser.getStringLength());
        }
        if (token.isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        return new Slice(start, end());
    }

    /** Moves to the end of the object whose first name is the current token. */
    Slice skipFromFirstName() {
        int start = tokenStart();
        while (utf8[start] != '{') {
            start--;
        }
        leave(depth());
        return new Slice(start, end());
    }

    private int end() {
        return base + (int) parser.currentLocation().getByteOffset();
    }

    private int depth() {
        return parser.streamReadContext().getNestingDepth();
    }

    /** Moves to the end of the object or array that made the nesting this deep. */
    private void leave(int depth) {
        while (depth() >= depth) {
            parser.nextToken();
        }
    }

    /** Moves to the last token of the value at the current one, and keeps its text. */
    JsonValue raw() {
        Slice slice = skip();
        return JsonValue.raw(JsonCodec.discovered(), utf8, slice.start(), slice.length());
    }

    /** Reads the value of a member that may not fit; {@code null} if so, and {@code rest} then gets it in free form. */
    <T> @Nullable T tryRead(String name, ValueCodec<T> codec, Rest rest) {
        boolean nested = parser.currentToken().isStructStart();
        int start = nested ? tokenStart() : 0;
        int depth = nested ? depth() : 0;
        try {
            T value = codec.read(this);
            if (value == null) {
                rest.keep(name, FreeForm.read(parser));
            }
            return value;
        } catch (MismatchException e) {
            leave(depth);
            rest.keep(name, freeForm(new Slice(start, end())));
            return null;
        }
    }

    /** Takes what could not be read. */
    interface Rest {
        void keep(String name, @Nullable Object value);
    }

    /** Opens a second reader, on a part of the text. */
    WireReader open(Slice slice) {
        return open(utf8, slice.start(), slice.length());
    }

    @Nullable
    Object freeForm(Slice slice) {
        try (WireReader in = open(slice)) {
            return FreeForm.read(in.parser);
        }
    }

    /** Finds a member of an object, in free form; a substitute if it is missing or {@code null}. */
    Object member(Slice object, String member, Object substitute) {
        try (WireReader in = open(object)) {
            Object found = null;
            for (String name = in.parser.nextName(); name != null; name = in.parser.nextName()) {
                in.parser.nextToken();
                if (name.equals(member)) {
                    found = FreeForm.read(in.parser);
                } else {
                    in.parser.skipChildren();
                }
            }
            return found == null ? substitute : found;
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    /**
     * A part of the text.
     *
     * @param start its first byte
     * @param end the byte behind its last
     */
    record Slice(int start, int end) {
        int length() {
            return end - start;
        }
    }
}
