package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.Deadline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Protocol version 2026-07-28: every request is complete in itself. */
public final class ModernEngine extends ProtocolEngine {

    private static final String CALL_TOOL = "tools/call";
    private static final int SHOWN_CHARACTERS = 80;
    private static final int MAX_PAGES = 50;

    private final ServerDescription server;
    private final RequestMeta requestMeta;
    private final JsonCodec codec;
    private final MirroredParameters mirrored = new MirroredParameters();
    private volatile EncodedMeta meta;

    /** What {@code _meta} holds when a call adds nothing: encoded once, not for each request. */
    private record EncodedMeta(@Nullable LoggingLevel level, JsonValue json) {}

    ModernEngine(Channel channel, ClientOptions options, RequestIds ids, ServerDescription server, JsonCodec codec) {
        super(channel, options, ids);
        this.server = server;
        this.codec = codec;
        this.requestMeta = new RequestMeta(server.version(), options.clientInfo());
        this.meta = encoded(null);
    }

    private EncodedMeta encoded(@Nullable LoggingLevel level) {
        byte[] json = codec.encode(requestMeta.members(level));
        return new EncodedMeta(level, JsonValue.raw(codec, json, 0, json.length));
    }

    @Override
    public ServerDescription server() {
        return server;
    }

    /** This era has no ping. The cheapest request that every server must answer takes its place. */
    @Override
    public void ping(CallOptions call) {
        request("server/discover", new LinkedHashMap<>(), call);
    }

    @Override
    public void setLogLevel(LoggingLevel level) {
        Feature.LOGGING.requireOf(server, "a log level");
        meta = encoded(level);
    }

    @Override
    void addMeta(Map<String, Object> params, Map<String, Object> callMeta) {
        EncodedMeta current = meta;
        if (callMeta.isEmpty()) {
            params.put("_meta", current.json());
        } else {
            Map<String, Object> all = requestMeta.members(current.level());
            all.putAll(callMeta);
            params.put("_meta", all);
        }
    }

    @Override
    boolean cancelsByNotification() {
        return !channel().traits().streamPerRequest();
    }

    @Override
    Map<String, String> parameters(String method, Map<String, Object> params) {
        return method.equals(CALL_TOOL) && channel().traits().mirrorsParameters()
                ? mirrored.of(String.valueOf(params.get("name")), params.get("arguments"))
                : Map.of();
    }

    @Override
    <R> R accepted(R result) {
        if (result instanceof ListToolsResult list && channel().traits().mirrorsParameters()) {
            @SuppressWarnings("unchecked")
            R usable = (R) mirrored.usable(list);
            return usable;
        }
        return result;
    }

    /** Both refusals repeated here are made before anything is executed. */
    @Override
    JsonValue attempt(String method, Map<String, Object> params, CallOptions call) {
        Deadline deadline = Deadline.after(timeout(call));
        try {
            return request(method, params, call);
        } catch (JsonRpcException e) {
            boolean again = switch (e.code()) {
                case JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION ->
                    EraClassifier.supportedVersions(e.data().orElse(null))
                            .contains(server.version().wireName());
                case JsonRpcError.HEADER_MISMATCH ->
                    method.equals(CALL_TOOL)
                            && channel().traits().mirrorsParameters()
                            && learnedParameters(String.valueOf(params.get("name")), deadline, e);
                default -> false;
            };
            if (!again) {
                throw e;
            }
            return request(method, params, call.withTimeout(deadline.remaining(() -> e)));
        }
    }

    /** The server misses parameters: asks it which ones it wants now. Returns false if it wants no others than before. */
    private boolean learnedParameters(String tool, Deadline deadline, JsonRpcException refusal) {
        Map<List<String>, String> before = mirrored.wantedBy(tool);
        String cursor = null;
        int pages = 0;
        do {
            Map<String, Object> params = new LinkedHashMap<>();
            if (cursor != null) {
                params.put("cursor", cursor);
            }
            CallOptions rest = CallOptions.DEFAULT.withTimeout(deadline.remaining(() -> refusal));
            ListToolsResult page = request(Operation.LIST_TOOLS, params, rest);
            cursor = page.nextCursor().orElse(null);
        } while (cursor != null && ++pages < MAX_PAGES);
        return !mirrored.wantedBy(tool).equals(before);
    }

    @Override
    void checkResult(String method, JsonValue result) {
        String type = ResultType.of(result);
        switch (type) {
            case ResultType.COMPLETE -> {}
            case ResultType.INPUT_REQUIRED ->
                throw new UnsupportedFeatureException("The server wants input from the client before it goes on with "
                        + method + "; this version of the client cannot give any and did not promise to");
            default ->
                throw new ProtocolException("The server's result of " + method + " is of the unknown type \""
                        + ServerText.excerpt(type, SHOWN_CHARACTERS) + "\"");
        }
    }
}
