package dev.fastmcp.core.server.http;

import com.sun.net.httpserver.Headers;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.mirror.HeaderAnnotations;
import dev.fastmcp.core.server.Arrival;
import dev.fastmcp.core.server.Conversation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the arguments of a call with the headers that repeat them: whoever routes by headers must not be told something else than the tool (specification 2026-07-28, "x-mcp-header"). */
record MirroredArguments(Conversation conversation, Arrival arrival) {

    private static final String PREFIX = "Mcp-Param-";

    /** As long as integers in headers may be, which go to 2^53 - 1, and so short that reading them is quick. */
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,16}(\\.0{1,16})?");

    /** What is wrong; empty if nothing is. */
    Optional<JsonRpcError> fault(JsonRpcMessage.Request request, Headers headers) {
        if (!request.method().equals("tools/call")) {
            return Optional.empty();
        }
        JsonValue params = request.params().orElse(JsonValue.NULL);
        Map<List<String>, String> wanted =
                params.member("name").map(JsonValue::asObject).orElse(null) instanceof String tool
                        ? conversation.headersOf(tool, arrival.headers())
                        : Map.of();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Object arguments = params.member("arguments").map(JsonValue::asObject).orElse(null);
        for (Map.Entry<List<String>, String> entry : wanted.entrySet()) {
            String header = PREFIX + entry.getValue();
            if (!isRepeated(HeaderAnnotations.at(arguments, entry.getKey()), headers, header)) {
                return ModernHeaders.mismatch(header);
            }
        }
        return Optional.empty();
    }

    private static boolean isRepeated(@Nullable Object argument, Headers headers, String header) {
        String shown = HeaderValues.decoded(HeaderValues.only(headers, header));
        return switch (argument) {
            case String text -> text.equals(shown);
            case Boolean flag -> flag.toString().equals(shown);
            case Number number -> shown != null && isSame(number, shown);
            case null, default -> !headers.containsKey(header);
        };
    }

    private static boolean isSame(Number number, String shown) {
        return INTEGER.matcher(shown).matches()
                && new BigDecimal(number.toString()).compareTo(new BigDecimal(shown)) == 0;
    }
}
