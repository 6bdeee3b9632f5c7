package dev.fastmcp.core.proxy;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.core.server.IncomingCall;

/** What clients hear when the server behind cannot be asked. What our own exceptions say may be meant for the one who runs the proxy: addresses, commands, what a process wrote. */
record Failures(boolean hidden) {

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    JsonRpcException told(McpException e) {
        LOG.log(
                hidden ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                "The server behind the proxy failed",
                e);
        String reason = hidden ? "The server behind this proxy could not be asked" : String.valueOf(e.getMessage());
        return new JsonRpcException(JsonRpcError.INTERNAL_ERROR, reason, null, e);
    }

    /** What the server says itself is told as it is. */
    McpException told(IncomingCall call, McpException e) {
        if (e instanceof JsonRpcException || e instanceof DataMappingException) {
            return e;
        }
        call.failed(e);
        return told(e);
    }
}
