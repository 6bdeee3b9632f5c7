package dev.fastmcp.core.proxy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request of a client as the server behind the proxy shall see it.
 *
 * @param params without {@code _meta}
 */
record ForwardedRequest(String method, Map<String, JsonValue> params, CallOptions options) {

    private static final String PREFIX = "io.modelcontextprotocol/";

    /** They belong to the way from the client to the proxy. */
    private static final Set<String> OF_ONE_WAY = Set.of(
            "progressToken",
            PREFIX + "protocolVersion",
            PREFIX + "clientInfo",
            PREFIX + "clientCapabilities",
            PREFIX + "logLevel");

    /** Takes over what a client has sent. */
    static ForwardedRequest of(IncomingCall call, Map<String, JsonValue> params, CallOptions headers) {
        Map<String, JsonValue> rest = new LinkedHashMap<>(params);
        rest.remove("_meta");
        CallOptions options = call.meta().containsKey("progressToken")
                ? headers.withProgress(report -> call.progress(
                        report.progress(),
                        report.total().orElse(null),
                        report.message().orElse(null)))
                : headers;
        return new ForwardedRequest(call.method(), rest, options);
    }

    /** What the server finds in {@code _meta}: in the modern era also who asks, and what can be asked of him. */
    Map<String, Object> meta(Introduction server, Era era, IncomingCall call) {
        Map<String, Object> meta = new LinkedHashMap<>(call.meta());
        meta.keySet().removeAll(OF_ONE_WAY);
        if (era == Era.MODERN) {
            meta.put(PREFIX + "clientCapabilities", call.peer().capabilities());
            call.peer().client().ifPresent(client -> meta.put(PREFIX + "clientInfo", client));
            LoggingLevel level =
                    call.logLevel() == null && call.peer().version().era() == Era.LEGACY
                            ? LoggingLevel.INFO
                            : call.logLevel();
            if (level != null && server.capabilities().logging().isPresent()) {
                meta.put(PREFIX + "logLevel", level.wireName());
            }
        }
        return meta;
    }
}
