package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.spi.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Protocol version 2026-07-28: every request is complete in itself. */
public final class ModernEngine extends ProtocolEngine {

    private static final int SHOWN_CHARACTERS = 80;

    private final ServerDescription server;
    private final RequestMeta requestMeta;
    private final JsonCodec codec;
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
