package dev.fastmcp.api.spi;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.Map;

/** A request whose response has not come. Completion happens once; the first wins. */
abstract sealed class PendingExchange permits AwaitedExchange, SubmittedExchange {

    private final JsonRpcMessage.Request request;
    private final Map<String, String> headers;

    /** Where in the outgoing stream the request ends; a response proves that the peer has read so far. */
    volatile long writtenUpTo;

    PendingExchange(JsonRpcMessage.Request request, Map<String, String> headers) {
        this.request = request;
        this.headers = headers;
    }

    final JsonRpcMessage.Request request() {
        return request;
    }

    final Map<String, String> headers() {
        return headers;
    }

    /** Called by the one reader only. */
    abstract void offer(JsonRpcMessage.Notification notification);

    abstract boolean isOver();

    abstract void complete(JsonRpcMessage.Response response);

    /** Fails with what has happened to the connection. */
    abstract void fail(McpException cause);

    /** Fails with an exception that concerns this exchange alone and says so. */
    abstract void failAsIs(McpException cause);

    /** What has happened to the connection, as one who made this request is told it. */
    final McpException failure(McpException cause) {
        return again(request.method() + " failed: " + cause.getMessage(), cause);
    }

    /** Each caller gets an exception of its own, whose stack trace is the caller's. */
    static McpException again(String message, McpException cause) {
        return switch (cause) {
            case TransportException e -> new TransportException(e.kind(), message, e);
            case SessionClosedException e -> new SessionClosedException(message, e);
            default -> new ProtocolException(message, cause);
        };
    }
}
