package dev.fastmcp.core.json;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/** JSON-RPC 2.0 envelopes around values that stay encoded. */
public final class JsonRpcCodec implements MessageCodec {

    private static final String VERSION = "{\"jsonrpc\":\"2.0\"";
    private static final int USUAL_SIZE = 256;

    private final JsonCodec values;
    private final Limits limits;

    /**
     * Creates a codec.
     *
     * @param values encodes and decodes what is in the envelopes
     * @param limits bounds what is read
     */
    public JsonRpcCodec(JsonCodec values, Limits limits) {
        this.values = values;
        this.limits = limits;
    }

    @Override
    public void read(byte[] utf8, int offset, int length, Consumer<? super JsonRpcMessage> receiver) {
        int mark = startsWithByteOrderMark(utf8, offset, length) ? 3 : 0;
        new EnvelopeReader(values, utf8, offset + mark, length - mark, limits.maxDepth()).read(receiver);
    }

    /** JSON must not begin with one, but some servers write it (RFC 8259, section 8.1). */
    private static boolean startsWithByteOrderMark(byte[] utf8, int offset, int length) {
        return length >= 3
                && utf8[offset] == (byte) 0xEF
                && utf8[offset + 1] == (byte) 0xBB
                && utf8[offset + 2] == (byte) 0xBF;
    }

    @Override
    public byte[] write(JsonRpcMessage message) {
        // After the parameters or the result there is one bracket.
        Utf8Buffer out = new Utf8Buffer(USUAL_SIZE, 1);
        out.ascii(VERSION);
        switch (message) {
            case JsonRpcMessage.Request request -> {
                id(out, request.id());
                call(out, request.method(), request.params());
            }
            case JsonRpcMessage.Notification notification -> call(out, notification.method(), notification.params());
            case JsonRpcMessage.Success success -> {
                id(out, success.id());
                value(out.ascii(",\"result\":"), success.result());
            }
            case JsonRpcMessage.Failure failure -> {
                failure.id().ifPresentOrElse(id -> id(out, id), () -> out.ascii(",\"id\":null"));
                error(out, failure.error());
            }
            case JsonRpcMessage.Malformed malformed ->
                throw new IllegalArgumentException("not a message to send: " + malformed.reason());
        }
        out.write('}');
        return out.toBytes();
    }

    private static void id(Utf8Buffer out, RequestId id) {
        out.ascii(",\"id\":");
        switch (id) {
            case RequestId.Number number -> out.ascii(Long.toString(number.value()));
            case RequestId.Text text -> out.string(text.value());
        }
    }

    private void call(Utf8Buffer out, String method, Optional<JsonValue> params) {
        out.ascii(",\"method\":").string(method);
        if (params.isPresent()) {
            value(out.ascii(",\"params\":"), params.get());
        }
    }

    private void error(Utf8Buffer out, JsonRpcError error) {
        out.ascii(",\"error\":{\"code\":")
                .ascii(Integer.toString(error.code()))
                .ascii(",\"message\":")
                .string(error.message());
        error.data().ifPresent(data -> value(out.ascii(",\"data\":"), data));
        out.write('}');
    }

    private void value(Utf8Buffer out, JsonValue value) {
        int start = out.size();
        try {
            value.writeTo(out);
            out.unbreakLines(start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
