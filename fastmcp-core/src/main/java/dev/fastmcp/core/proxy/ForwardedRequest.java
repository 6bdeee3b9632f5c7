package dev.fastmcp.core.proxy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.core.server.IncomingCall;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request of a client as the server behind the proxy shall see it.
 *
 * @param params without {@code _meta}
 */
record ForwardedRequest(String method, Map<String, JsonValue> params, CallOptions options) {

    /**
     * Takes over what a client has sent.
     *
     * @param era that of the server
     */
    static ForwardedRequest of(IncomingCall call, Map<String, JsonValue> given, Era era, CallOptions headers) {
        Map<String, JsonValue> params = new LinkedHashMap<>(given);
        params.remove("_meta");
        if (era == Era.LEGACY) {
            params.remove("inputResponses");
            params.remove("requestState");
        }
        CallOptions options = call.meta().containsKey("progressToken")
                ? headers.withProgress(report -> call.progress(
                        report.progress(),
                        report.total().orElse(null),
                        report.message().orElse(null)))
                : headers;
        return new ForwardedRequest(call.method(), params, options);
    }
}
