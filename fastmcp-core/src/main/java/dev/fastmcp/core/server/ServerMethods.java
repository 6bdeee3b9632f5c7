package dev.fastmcp.core.server;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.SubscriptionFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server does for a client, apart from how messages travel. Thread-safe. */
public interface ServerMethods extends AutoCloseable {

    /**
     * Tells who the server is.
     *
     * @param peer who wants to know
     * @throws dev.fastmcp.api.error.McpException if that cannot be found out
     */
    Introduction introduce(Peer peer) throws InterruptedException;

    /**
     * A request has come, and this is asked before anything else is done for it.
     *
     * @param headers of the HTTP request, by names in lower case; empty elsewhere
     */
    default void arriving(Map<String, List<String>> headers) {}

    /**
     * Answers a request. The methods of connections, such as {@code initialize}, do not come here.
     *
     * @return a result of the protocol: a record, a map or JSON
     * @throws dev.fastmcp.api.error.JsonRpcException to answer with this error
     * @throws Exception anything else becomes an internal error without details
     */
    Object call(IncomingCall call) throws Exception;

    /** Who can answer some requests without a thread that waits; the same always. */
    default Optional<Forwarder> forwarder() {
        return Optional.empty();
    }

    /**
     * Which arguments of a tool clients have to repeat in headers, as far as that is known.
     *
     * @param headers of the HTTP request that calls it, by names in lower case
     * @return the header names by the path to the argument
     */
    default Map<List<String>, String> headersOf(String tool, Map<String, List<String>> headers) {
        return Map.of();
    }

    /**
     * The client wants to hear of changes.
     *
     * @return what of that it will hear of
     * @throws dev.fastmcp.api.error.JsonRpcException to refuse
     */
    default SubscriptionFilter listen(SubscriptionFilter wanted, Peer peer) throws InterruptedException {
        return wanted;
    }

    /** The client wants to hear no more of what {@link #listen} has returned. */
    default void unlisten(SubscriptionFilter agreed) {}

    /** The client wants log messages from this level on. Legacy era only; in the modern one each request says so. */
    default void logLevel(LoggingLevel level) throws InterruptedException {}

    /** The client has told something that has no meaning for its connection. */
    default void receive(JsonRpcMessage.Notification notification) {}

    /** The client is gone. */
    @Override
    default void close() {}
}
