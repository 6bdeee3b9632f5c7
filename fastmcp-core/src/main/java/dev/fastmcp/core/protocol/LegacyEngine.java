package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.spi.Channel;
import java.util.LinkedHashMap;
import java.util.Map;

/** Protocol versions 2024-11-05 to 2025-11-25, after the handshake. */
public final class LegacyEngine extends ProtocolEngine {

    private final ServerDescription server;

    LegacyEngine(Channel channel, ClientOptions options, RequestIds ids, ServerDescription server) {
        super(channel, options, ids);
        this.server = server;
    }

    @Override
    public ServerDescription server() {
        return server;
    }

    @Override
    public void ping(CallOptions call) {
        request("ping", new LinkedHashMap<>(), call);
    }

    @Override
    public void setLogLevel(LoggingLevel level) {
        Feature.LOGGING.requireOf(server, "logging/setLevel");
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("level", level.wireName());
        request("logging/setLevel", params, CallOptions.DEFAULT);
    }

    @Override
    void addMeta(Map<String, Object> params, Map<String, Object> meta) {
        if (!meta.isEmpty()) {
            params.put("_meta", meta);
        }
    }

    @Override
    boolean cancelsByNotification() {
        return true;
    }

    @Override
    void checkResult(String method, JsonValue result) {
        // Results of this era have no type of their own.
    }
}
