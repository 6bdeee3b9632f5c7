package dev.fastmcp.core.json;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks over the members of an object in JSON text without decoding them. */
final class MemberFinder {

    private static final int MAX_DEPTH = 1000;

    private final JsonCodec codec;
    private final byte[] text;
    private final JsonScanner scanner;

    /** Where the name of the current member stands, without quotes. */
    private int nameStart;

    private int nameEnd;
    private boolean nameHasEscapes;

    /** Where its value begins; it ends where the scanner is. */
    private int valueStart;

    private MemberFinder(JsonCodec codec, byte[] text, int offset, int length) {
        this.codec = codec;
        this.text = text;
        this.scanner = new JsonScanner(text, offset, length, MAX_DEPTH);
    }

    /** Finds one member; {@code null} if there is none, or the text is no object. */
    static @Nullable JsonValue find(JsonCodec codec, byte[] text, int offset, int length, String name) {
        try {
            return new MemberFinder(codec, text, offset, length).find(name);
        } catch (JsonFormatException e) {
            return null;
        }
    }

    /** Finds all members. */
    static Map<String, JsonValue> all(JsonCodec codec, byte[] text, int offset, int length) {
        try {
            return new MemberFinder(codec, text, offset, length).all();
        } catch (JsonFormatException e) {
            throw new DataMappingException("This is no JSON object: " + e.getMessage(), e);
        }
    }

    private @Nullable JsonValue find(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        if (!scanner.take('{') || scanner.take('}')) {
            return null;
        }
        do {
            next();
            boolean found = nameHasEscapes
                    ? name.equals(name())
                    : Arrays.equals(text, nameStart, nameEnd, wanted, 0, wanted.length);
            if (found) {
                return value();
            }
        } while (scanner.take(','));
        return null;
    }

    private Map<String, JsonValue> all() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        scanner.expect('{');
        if (!scanner.take('}')) {
            do {
                next();
                members.put(name(), value());
            } while (scanner.take(','));
            scanner.expect('}');
        }
        return Collections.unmodifiableMap(members);
    }

    private void next() {
        scanner.peek();
        nameStart = scanner.position() + 1;
        nameHasEscapes = scanner.skipString();
        nameEnd = scanner.position() - 1;
        scanner.expect(':');
        scanner.peek();
        valueStart = scanner.position();
        scanner.skipValue();
    }

    private JsonValue value() {
        return JsonValue.raw(codec, text, valueStart, scanner.position() - valueStart);
    }

    private String name() {
        return nameHasEscapes
                ? String.valueOf(codec.decode(text, nameStart - 1, nameEnd - nameStart + 2, String.class))
                : new String(text, nameStart, nameEnd - nameStart, StandardCharsets.UTF_8);
    }
}
