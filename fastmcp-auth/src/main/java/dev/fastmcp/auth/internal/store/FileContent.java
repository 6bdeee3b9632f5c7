package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file: an object with {@code data} and {@code timestamp}, the second of the Unix epoch in which it was written. JSON is kept as it is, so that people can read it; all else in Base64, which
 * {@code encoding} tells.
 */
final class FileContent {

    private static final String BASE64 = "base64";

    private FileContent() {}

    static byte[] of(byte[] value, Instant now) {
        Map<String, Object> members = new LinkedHashMap<>();
        Object json = json(value);
        // Only if it comes back byte by byte.
        if (json != null && Arrays.equals(JsonCodec.discovered().encode(json), value)) {
            members.put("data", json);
        } else {
            members.put("data", Base64.getEncoder().encodeToString(value));
            members.put("encoding", BASE64);
        }
        members.put("timestamp", now.getEpochSecond());
        return JsonCodec.discovered().encode(members);
    }

    /** The value that a file holds; empty if it is no such file. */
    static Optional<byte[]> value(byte[] content) {
        if (!(json(content) instanceof Map<?, ?> members)) {
            return Optional.empty();
        }
        Object data = members.get("data");
        Object encoding = members.get("encoding");
        if (encoding == null) {
            return data == null
                    ? Optional.empty()
                    : Optional.of(JsonCodec.discovered().encode(data));
        }
        return encoding.equals(BASE64) && data instanceof String text ? decoded(text) : Optional.empty();
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object json(byte[] text) {
        try {
            return JsonValue.raw(JsonCodec.discovered(), text, 0, text.length).asObject();
        } catch (DataMappingException e) {
            return null;
        }
    }
}
