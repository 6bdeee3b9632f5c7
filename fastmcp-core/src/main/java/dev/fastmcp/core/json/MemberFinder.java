package dev.fastmcp.core.json;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds a member of an object in JSON text without decoding the rest. */
final class MemberFinder {

    private static final int MAX_DEPTH = 1000;

    private MemberFinder() {}

    static @Nullable JsonValue find(JsonCodec codec, byte[] text, int offset, int length, String name) {
        try {
            return find(codec, text, new JsonScanner(text, offset, length, MAX_DEPTH), name);
        } catch (JsonFormatException e) {
            return null;
        }
    }

    private static @Nullable JsonValue find(JsonCodec codec, byte[] text, JsonScanner scanner, String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        if (!scanner.take('{') || scanner.take('}')) {
            return null;
        }
        do {
            scanner.peek();
            int key = scanner.position() + 1;
            boolean escapes = scanner.skipString();
            int keyEnd = scanner.position() - 1;
            scanner.expect(':');
            scanner.peek();
            int start = scanner.position();
            scanner.skipValue();
            boolean found = escapes
                    ? name.equals(codec.decode(text, key - 1, keyEnd - key + 2, String.class))
                    : Arrays.equals(text, key, keyEnd, wanted, 0, wanted.length);
            if (found) {
                return JsonValue.raw(codec, text, start, scanner.position() - start);
            }
        } while (scanner.take(','));
        return null;
    }
}
