package dev.fastmcp.server;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.core.server.IncomingCall;
import java.util.concurrent.Callable;

/**
 * What clients learn of exceptions that handlers throw.
 *
 * @param hidden whether they learn only that something failed; then the log has the exception
 */
record HandlerFaults(boolean hidden) {

    private static final int SHOWN_CHARACTERS = 200;
    private static final System.Logger LOG = System.getLogger(FastMcpServer.class.getName());

    /**
     * Reports an exception, and puts it into words for the client.
     *
     * @param what failed, for messages and the log
     * @param discreet what to say if exceptions are hidden
     */
    String of(IncomingCall call, Throwable cause, String what, String discreet) {
        call.failed(cause);
        System.Logger.Level level = cause instanceof Error
                ? System.Logger.Level.ERROR
                : hidden ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
        // Addresses and names of arguments are a client's words.
        LOG.log(level, ServerText.excerpt(what, SHOWN_CHARACTERS) + " failed", cause);
        if (hidden) {
            return discreet;
        }
        // The message of an error is often but a name.
        return cause instanceof Error || cause.getMessage() == null
                ? cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage())
                : cause.getMessage();
    }

    /**
     * Makes an error of the protocol of what a handler throws.
     *
     * @param what is done, for messages and the log
     */
    <T> T watch(IncomingCall call, String what, Callable<T> handler) throws InterruptedException {
        try {
            return handler.call();
        } catch (JsonRpcException | InterruptedException e) {
            throw e;
        } catch (Throwable e) { // whatever it is, the client waits for an answer
            String discreet = what + " failed";
            String reason = of(call, e, what, discreet);
            throw new JsonRpcException(JsonRpcError.INTERNAL_ERROR, hidden ? discreet : discreet + ": " + reason, null);
        }
    }
}
