package dev.fastmcp.core.server;

import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.ServerCapabilities;
import java.util.Optional;

/** What a server can do, apart from how messages travel. Thread-safe. */
public interface ServerMethods {

    /** Who the server is. */
    Implementation implementation();

    /** What a model should know about the server. */
    Optional<String> instructions();

    /** What the server offers. */
    ServerCapabilities capabilities();

    /**
     * Answers a request. The methods of connections, such as {@code initialize}, do not come here.
     *
     * @return a result of the protocol: a record, a map or JSON
     * @throws dev.fastmcp.api.error.JsonRpcException to answer with this error
     * @throws Exception anything else becomes an internal error without details
     */
    Object call(IncomingCall call) throws Exception;
}
