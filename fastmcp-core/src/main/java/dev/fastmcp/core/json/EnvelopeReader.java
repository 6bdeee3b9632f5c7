package dev.fastmcp.core.json;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one JSON-RPC text in one pass, members in any order, leaving parameters and results as slices of the text. Used once. */
final class EnvelopeReader {

    private static final int SHOWN_CHARACTERS = 120;
    private static final int SHOWN_ERROR_CHARACTERS = 500;

    private final JsonCodec codec;
    private final byte[] text;
    private final int offset;
    private final int length;
    private final JsonScanner scanner;
    private final int maxDepth;

    private boolean versionSeen;
    private @Nullable RequestId id;
    private boolean idBroken;
    private @Nullable String method;
    private @Nullable JsonValue params;
    private @Nullable JsonValue result;
    private @Nullable JsonValue error;

    EnvelopeReader(JsonCodec codec, byte[] text, int offset, int length, int maxDepth) {
        this.codec = codec;
        this.text = text;
        this.offset = offset;
        this.length = length;
        this.maxDepth = maxDepth;
        this.scanner = new JsonScanner(text, offset, length, maxDepth);
    }

    void read(Consumer<? super JsonRpcMessage> receiver) {
        if (scanner.peek() == '[') {
            readBatch(receiver);
        } else {
            receiver.accept(readOne());
        }
    }

    private void readBatch(Consumer<? super JsonRpcMessage> receiver) {
        try {
            scanner.expect('[');
            if (scanner.take(']')) {
                throw new JsonFormatException("the batch is empty");
            }
            do {
                scanner.peek();
                int start = scanner.position();
                scanner.skipValue();
                receiver.accept(new EnvelopeReader(codec, text, start, scanner.position() - start, maxDepth).readOne());
            } while (scanner.take(','));
            scanner.expect(']');
            expectEnd();
        } catch (JsonFormatException e) {
            receiver.accept(malformed(e.getMessage()));
        }
    }

    private JsonRpcMessage readOne() {
        try {
            if (scanner.peek() != '{') {
                return malformed("no JSON object");
            }
            readMembers();
            expectEnd();
            return message();
        } catch (JsonFormatException | DataMappingException e) {
            return malformed(e.getMessage());
        }
    }

    private void readMembers() {
        scanner.expect('{');
        if (scanner.take('}')) {
            return;
        }
        do {
            scanner.peek();
            int start = scanner.position();
            scanner.skipString();
            int keyLength = scanner.position() - start - 2;
            scanner.expect(':');
            readMember(start + 1, keyLength);
        } while (scanner.take(','));
        scanner.expect('}');
    }

    private void readMember(int key, int keyLength) {
        if (is(key, keyLength, "jsonrpc")) {
            versionSeen = "2.0".equals(readString());
        } else if (is(key, keyLength, "id")) {
            readId();
        } else if (is(key, keyLength, "method")) {
            method = readString();
        } else if (is(key, keyLength, "params")) {
            params = readRaw();
        } else if (is(key, keyLength, "result")) {
            result = readRaw();
        } else if (is(key, keyLength, "error")) {
            error = readRaw();
        } else {
            scanner.skipValue();
        }
    }

    private boolean is(int key, int keyLength, String name) {
        if (keyLength != name.length()) {
            return false;
        }
        for (int i = 0; i < keyLength; i++) {
            if (text[key + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private JsonValue readRaw() {
        scanner.peek();
        int start = scanner.position();
        scanner.skipValue();
        return JsonValue.raw(codec, text, start, scanner.position() - start);
    }

    private @Nullable String readString() {
        if (scanner.peek() != '"') {
            scanner.skipValue();
            return null;
        }
        int start = scanner.position();
        boolean escapes = scanner.skipString();
        int size = scanner.position() - start;
        return escapes
                ? codec.decode(text, start, size, String.class)
                : new String(text, start + 1, size - 2, StandardCharsets.UTF_8);
    }

    private void readId() {
        int first = scanner.peek();
        if (first == '"') {
            String value = readString();
            id = value == null ? null : RequestId.of(value);
            return;
        }
        int start = scanner.position();
        scanner.skipValue();
        if (first != 'n') {
            id = parseNumber(start, scanner.position());
            idBroken = id == null;
        }
    }

    private @Nullable RequestId parseNumber(int start, int end) {
        boolean negative = text[start] == '-';
        int i = negative ? start + 1 : start;
        if (i == end || end - i > 18) {
            return null;
        }
        long value = 0;
        for (; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            value = value * 10 + digit;
        }
        return RequestId.of(negative ? -value : value);
    }

    private void expectEnd() {
        if (scanner.peek() != 0 || scanner.position() != offset + length) {
            throw new JsonFormatException("something follows the message at byte " + scanner.position());
        }
    }

    private JsonRpcMessage message() {
        RequestId knownId = id;
        if (!versionSeen) {
            return malformed("\"jsonrpc\" is not \"2.0\"");
        }
        if (idBroken) {
            return malformed("the id is neither a string nor an integer of 18 digits at most");
        }
        if (method != null) {
            return knownId == null
                    ? new JsonRpcMessage.Notification(method, Optional.ofNullable(params))
                    : new JsonRpcMessage.Request(knownId, method, Optional.ofNullable(params));
        }
        if ((result == null) == (error == null)) {
            return malformed(
                    result == null ? "neither method, result nor error" : "a result and an error at the same time");
        }
        if (error != null) {
            return new JsonRpcMessage.Failure(Optional.ofNullable(knownId), readError(error));
        }
        return knownId == null || result == null
                ? malformed("a result without an id")
                : new JsonRpcMessage.Success(knownId, result);
    }

    private JsonRpcMessage.Malformed malformed(@Nullable String reason) {
        String shown = ServerText.excerpt(
                new String(text, offset, Math.min(length, 4 * SHOWN_CHARACTERS), StandardCharsets.UTF_8),
                SHOWN_CHARACTERS);
        return new JsonRpcMessage.Malformed(Optional.ofNullable(id), reason + "; it begins: " + shown);
    }

    /** Lenient: whatever the error object is, the call has failed, and its caller wants to know. */
    private static JsonRpcError readError(JsonValue error) {
        if (!(error.asObject() instanceof Map<?, ?> members)) {
            return JsonRpcError.of(
                    JsonRpcError.INTERNAL_ERROR, ServerText.excerpt(error.toJson(), SHOWN_ERROR_CHARACTERS));
        }
        int code = members.get("code") instanceof Number number ? number.intValue() : JsonRpcError.INTERNAL_ERROR;
        String message = members.get("message") instanceof String text ? text : "";
        return new JsonRpcError(
                code,
                message,
                members.containsKey("data") ? Optional.of(JsonValue.of(members.get("data"))) : Optional.empty());
    }
}
