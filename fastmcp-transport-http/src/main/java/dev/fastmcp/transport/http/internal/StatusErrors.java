package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an exception of a response whose status means failure. */
final class StatusErrors {

    private static final int MAX_BODY = 64 * 1024;
    private static final int SHOWN_CHARACTERS = 300;

    /** The status alone says what is needed, so nobody waits long for the rest. */
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(2);

    private static final List<String> TELLING = List.of(
            "Retry-After",
            "WWW-Authenticate",
            "Allow",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-Request-Id",
            "Content-Type");

    private final MessageCodec codec;
    private final HttpGate gate;
    private final String endpoint;

    StatusErrors(MessageCodec codec, HttpGate gate) {
        this.codec = codec;
        this.gate = gate;
        this.endpoint = gate.settings().endpoint();
    }

    /**
     * What a server refuses, and how.
     *
     * @param said the server's own words, shortened
     */
    record Refusal(HttpStatusException exception, String said) {}

    /** Reads the body and returns the exception; {@code what} names the request. */
    HttpStatusException of(String what, HttpReply reply, Call call) {
        return refusal(what, reply, call).exception();
    }

    /** The same, with what the server said. */
    Refusal refusal(String what, HttpReply reply, Call call) {
        call.hurry(BODY_PATIENCE);
        gate.pool().watch().deadlineSet(call);
        byte[] bytes = {};
        int length = 0;
        try {
            HttpReply.Body body = reply.read(MAX_BODY);
            bytes = body.bytes();
            length = body.length();
        } catch (IOException e) {
            // An exception without an excerpt is better than none.
        }
        JsonRpcError error = error(reply, bytes, length);
        String said = error != null
                ? ServerText.excerpt(error.message(), SHOWN_CHARACTERS) + " (code " + error.code() + ")"
                : ServerText.excerpt(
                        new String(bytes, 0, Math.min(length, 4 * SHOWN_CHARACTERS), StandardCharsets.UTF_8).strip(),
                        SHOWN_CHARACTERS);
        HttpStatusException exception = new HttpStatusException(
                reply.status(),
                what + " failed: " + endpoint + " answered with HTTP status " + reply.status() + advice(reply)
                        + (said.isEmpty() ? "" : ": " + said),
                telling(reply),
                error == null
                        ? null
                        : new JsonRpcException(
                                error.code(),
                                error.message(),
                                error.data().map(JsonValue::asObject).orElse(null)));
        return new Refusal(exception, said);
    }

    private @Nullable JsonRpcError error(HttpReply reply, byte[] bytes, int length) {
        if (!MediaTypes.isJson(reply.header("Content-Type")) || length == 0) {
            return null;
        }
        List<JsonRpcError> errors = new ArrayList<>();
        codec.read(bytes, 0, length, message -> {
            if (message instanceof JsonRpcMessage.Failure failure) {
                errors.add(failure.error());
            }
        });
        return errors.isEmpty() ? null : errors.get(0);
    }

    private static String advice(HttpReply reply) {
        String location = reply.header("Location");
        if (HttpGate.isRedirect(reply.status()) && location != null) {
            int query = location.indexOf('?');
            String shown = ServerText.excerpt(query < 0 ? location : location.substring(0, query), SHOWN_CHARACTERS);
            return ", a redirect to " + shown + ", which is not followed; use that address instead if you trust it";
        }
        return switch (reply.status()) {
            case 401 -> " (it wants credentials)";
            case 403 -> " (the credentials do not suffice)";
            case 404 -> " (no MCP server at this address)";
            case 429 -> " (too many requests)";
            default -> "";
        };
    }

    private static Map<String, String> telling(HttpReply reply) {
        Map<String, List<String>> all = reply.headers();
        Map<String, String> telling = new LinkedHashMap<>();
        for (String name : TELLING) {
            List<String> values = all.get(name);
            if (values != null) {
                telling.put(name.toLowerCase(Locale.ROOT), String.join(", ", values));
            }
        }
        return telling;
    }
}
