package dev.fastmcp.core.proxy;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.core.protocol.ResultListener;
import dev.fastmcp.core.server.Forwarder;
import dev.fastmcp.core.server.IncomingCall;

/**
 * Brings to a client what comes of its request.
 *
 * @param era of both sides
 * @param server whose results they are
 */
record Delivery(IncomingCall call, Era era, Implementation server, Failures failures, Forwarder.Answer answer)
        implements ResultListener {

    @Override
    public void onResult(JsonValue result) {
        Object seen;
        try {
            seen = Wishes.seen(call.method(), era, result);
        } catch (McpException e) {
            onFailure(e);
            return;
        }
        answer.result(seen, server);
    }

    @Override
    public void onFailure(McpException cause) {
        answer.failed(
                cause instanceof JsonRpcException e
                        ? EraErrors.translated(e, call.method(), era, era)
                        : failures.told(call, cause));
    }
}
