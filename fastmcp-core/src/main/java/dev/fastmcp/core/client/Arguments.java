package dev.fastmcp.core.client;

import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings what callers pass as arguments into the form of the protocol. */
final class Arguments {

    private Arguments() {}

    /** A map goes as it is; anything else must have a JSON object as its form. */
    static Object ofTool(@Nullable Object arguments, JsonCodec codec) {
        if (arguments == null) {
            return Map.of();
        }
        if (arguments instanceof Map<?, ?>) {
            return arguments;
        }
        byte[] json = codec.encode(arguments);
        if (json.length == 0 || json[0] != '{') {
            throw new DataMappingException("A tool's arguments must be a JSON object: give a map or a record, not "
                    + arguments.getClass().getName());
        }
        return JsonValue.raw(codec, json, 0, json.length);
    }

    /** Prompts take strings only: others become compact JSON text, which servers know how to read back. */
    static Map<String, String> ofPrompt(Map<String, ?> arguments, JsonCodec codec) {
        Map<String, String> texts = new LinkedHashMap<>();
        arguments.forEach((name, value) -> texts.put(
                name, value instanceof String text ? text : new String(codec.encode(value), StandardCharsets.UTF_8)));
        return texts;
    }

    static boolean completionHasContext(ProtocolVersion version) {
        return version.compareTo(ProtocolVersion.V2025_06_18) >= 0;
    }
}
