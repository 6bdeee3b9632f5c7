package dev.fastmcp.core.server;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Implementation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives results what the modern era wants to see in them. */
final class Results {

    private static final byte[] NOTHING = {};
    private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
    private static final Set<String> CACHEABLE = Set.of(
            "server/discover",
            "tools/list",
            "prompts/list",
            "resources/list",
            "resources/templates/list",
            "resources/read");

    private final JsonCodec codec;
    private final CacheHint hint;
    private final byte[] freshness;
    private volatile @Nullable Info info;

    /** Makes a result ready to be sent. */
    @FunctionalInterface
    interface Finish {

        /**
         * @param type the {@code resultType}
         * @param server whose result it is
         */
        JsonValue apply(String method, Object result, String type, Implementation server);
    }

    /** Who a server is, as it stands in results. */
    private record Info(Implementation server, byte[] json) {}

    Results(JsonCodec codec, CacheHint hint) {
        this.codec = codec;
        this.hint = hint;
        this.freshness = (",\"ttlMs\":" + hint.ttl().toMillis() + ",\"cacheScope\":\"" + hint.scope() + "\"")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] info(Implementation server) {
        Info known = info;
        if (known == null || known.server() != server) {
            known = new Info(
                    server,
                    concat(
                            (",\"_meta\":{\"" + SERVER_INFO + "\":").getBytes(StandardCharsets.US_ASCII),
                            codec.encode(server),
                            "}".getBytes(StandardCharsets.US_ASCII)));
            info = known;
        }
        return known.json();
    }

    /** The object itself where a client understands it as it is. */
    JsonValue plain(String method, Object result, String type, Implementation server) {
        boolean understood = type.equals(ModernMethods.COMPLETE) && !method.equals(ModernMethods.DISCOVER);
        return understood ? JsonValue.of(result) : encoded(method, result, type, server);
    }

    /** Members are added to the text of a result, so that a large one is not taken apart. */
    JsonValue encoded(String method, Object result, String type, Implementation server) {
        return result instanceof JsonValue foreign
                ? handedOn(method, foreign, type, server)
                : own(method, result, type, server);
    }

    private JsonValue own(String method, Object result, String type, Implementation server) {
        byte[] json = codec.encode(result);
        JsonValue raw = JsonValue.raw(codec, json, 0, json.length);
        return raw.member("_meta").isPresent() || raw.member("resultType").isPresent()
                ? merged(method, raw, type, server)
                : prefixed(json, head(method, raw, type, info(server)));
    }

    /** What another server has said stays as it is, and gets what is missing. */
    private JsonValue handedOn(String method, JsonValue result, String type, Implementation server) {
        if (result.member("resultType").isPresent()) {
            return result;
        }
        byte[] json = codec.encode(result);
        if (json.length == 0 || json[0] != '{') {
            return result;
        }
        byte[] info = result.member("_meta").isPresent() ? NOTHING : info(server);
        return prefixed(json, head(method, result, type, info));
    }

    private byte[] head(String method, JsonValue result, String type, byte[] serverInfo) {
        boolean hinted = CACHEABLE.contains(method) && result.member("ttlMs").isEmpty();
        byte[] kind = ("{\"resultType\":\"" + type + "\"").getBytes(StandardCharsets.US_ASCII);
        return concat(kind, hinted ? freshness : NOTHING, serverInfo);
    }

    private JsonValue prefixed(byte[] object, byte[] head) {
        int rest = 1;
        while (object[rest] <= ' ') {
            rest++;
        }
        int comma = object[rest] == '}' ? 0 : 1;
        byte[] whole = new byte[head.length + comma + object.length - rest];
        System.arraycopy(head, 0, whole, 0, head.length);
        if (comma == 1) {
            whole[head.length] = ',';
        }
        System.arraycopy(object, rest, whole, head.length + comma, object.length - rest);
        return JsonValue.raw(codec, whole, 0, whole.length);
    }

    private JsonValue merged(String method, JsonValue result, String type, Implementation server) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("resultType", type);
        if (CACHEABLE.contains(method)) {
            members.put("ttlMs", hint.ttl().toMillis());
            members.put("cacheScope", hint.scope().wireName());
        }
        members.putAll(result.asMap());
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put(SERVER_INFO, server);
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
