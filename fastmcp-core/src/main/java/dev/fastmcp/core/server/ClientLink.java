package dev.fastmcp.core.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.InputRequest;
import java.util.Map;

/** The way to a client outside of its requests. Thread-safe. */
public interface ClientLink {

    /** Whether the client's next request comes through here as well; if not, this is the way of one request. */
    boolean lasts();

    /** Tells of something that the client may want to hear of; returns at once. */
    void announce(Announcement announcement);

    /**
     * Sends a notification that belongs to no request, if that is possible; a log message only if the client wants its level.
     *
     * @throws java.io.UncheckedIOException if the client is gone
     */
    void tell(JsonRpcMessage.Notification notification);

    /**
     * Asks the client something that belongs to no request, which is possible in the legacy era once the client is ready.
     *
     * @throws dev.fastmcp.api.error.JsonRpcException if the client cannot be asked, or refuses
     */
    Map<String, JsonValue> ask(Map<String, InputRequest> questions) throws InterruptedException;
}
