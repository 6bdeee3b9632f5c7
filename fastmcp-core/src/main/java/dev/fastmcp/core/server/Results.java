package dev.fastmcp.core.server;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Implementation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives results what the era wants to see in them. */
final class Results {

    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
    private static final Set<String> CACHEABLE = Set.of(
            "server/discover",
            "tools/list",
            "prompts/list",
            "resources/list",
            "resources/templates/list",
            "resources/read");

    private final JsonCodec codec;
    private final Implementation implementation;
    private final CacheHint hint;
    private final byte[] freshness;
    private final byte[] info;

    /** Makes a result ready to be sent. */
    @FunctionalInterface
    interface Finish {

        /** @param type the {@code resultType}; {@code null} in the legacy era, which has none */
        JsonValue apply(String method, Object result, @Nullable String type);
    }

    Results(JsonCodec codec, Implementation implementation, CacheHint hint) {
        this.codec = codec;
        this.implementation = implementation;
        this.hint = hint;
        this.freshness = (",\"ttlMs\":" + hint.ttl().toMillis() + ",\"cacheScope\":\"" + hint.scope() + "\"")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] encoded = codec.encode(implementation);
        this.info = concat(
                (",\"_meta\":{\"" + SERVER_INFO + "\":").getBytes(StandardCharsets.US_ASCII),
                encoded,
                "}".getBytes(StandardCharsets.US_ASCII));
    }

    /** The object itself where a client understands it as it is. */
    JsonValue plain(String method, Object result, @Nullable String type) {
        boolean understood =
                type == null || type.equals(ModernMethods.COMPLETE) && !method.equals(ModernMethods.DISCOVER);
        return understood ? JsonValue.of(result) : encoded(method, result, type);
    }

    /** Members are added to the text of a result, so that a large one is not taken apart. */
    JsonValue encoded(String method, Object result, @Nullable String type) {
        if (type == null) {
            return JsonValue.of(result);
        }
        byte[] json = codec.encode(result);
        JsonValue raw = JsonValue.raw(codec, json, 0, json.length);
        if (raw.member("_meta").isPresent() || raw.member("resultType").isPresent()) {
            return merged(method, raw, type);
        }
        byte[] kind = ("{\"resultType\":\"" + type + "\"").getBytes(StandardCharsets.US_ASCII);
        boolean hinted = CACHEABLE.contains(method) && raw.member("ttlMs").isEmpty();
        byte[] head = concat(kind, hinted ? freshness : new byte[0], info);
        int rest = 1;
        while (json[rest] <= ' ') {
            rest++;
        }
        byte[] comma = json[rest] == '}' ? new byte[0] : new byte[] {','};
        byte[] whole = concat(head, comma, Arrays.copyOfRange(json, rest, json.length));
        return JsonValue.raw(codec, whole, 0, whole.length);
    }

    private JsonValue merged(String method, JsonValue result, String type) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("resultType", type);
        if (CACHEABLE.contains(method)) {
            members.put("ttlMs", hint.ttl().toMillis());
            members.put("cacheScope", hint.scope().wireName());
        }
        members.putAll(result.asMap());
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put(SERVER_INFO, implementation);
        result.member("_meta").ifPresent(given -> meta.putAll(given.asMap()));
        members.put("_meta", meta);
        byte[] json = codec.encode(members);
        return JsonValue.raw(codec, json, 0, json.length);
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int end = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, end, part.length);
            end += part.length;
        }
        return whole;
    }
}
