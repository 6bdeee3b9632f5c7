package dev.fastmcp.core.client;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.ResourceListener;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.core.protocol.Handlers;
import dev.fastmcp.core.protocol.Listeners;
import dev.fastmcp.core.protocol.ResultListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection of its own to a client's server, used on behalf of somebody else. It is made again after it was lost. Thread-safe. */
public final class ForwardingSession implements AutoCloseable {

    private final Lease lease;

    /** Those on whose behalf it is used. */
    public interface Others extends Handlers.Forwarding, ListChangedListener, ResourceListener {}

    private ForwardingSession(Lease lease) {
        this.lease = lease;
    }

    /**
     * Connects.
     *
     * @param model where to, and how
     * @param name on whose behalf
     * @throws dev.fastmcp.api.error.McpException as for {@link dev.fastmcp.api.Client#connect()}
     */
    public static ForwardingSession open(McpClient<?> model, Implementation name, Others others) {
        Listeners listeners = new Listeners(Optional.empty(), List.of(), List.of(others), List.of(others), List.of());
        McpClient<?> client = model.sibling(model.options().onBehalfOf(name, others, listeners));
        boolean connected = false;
        try {
            Lease lease = client.connectOnce();
            connected = true;
            return new ForwardingSession(lease);
        } finally {
            if (!connected) {
                client.close();
            }
        }
    }

    /** What the server says of itself; nothing is sent. */
    public ServerDescription server() {
        return lease.server();
    }

    /** The session for all that has a type. */
    public ClientSession typed() {
        return lease;
    }

    /**
     * Makes a request whose result is left as it comes.
     *
     * @param params without {@code _meta}
     * @param meta what stands there
     */
    public JsonValue forward(
            String method, Map<String, JsonValue> params, Map<String, Object> meta, CallOptions options) {
        return lease.forward(method, params, meta, options);
    }

    /** Whether {@link #submit} is worth trying. */
    public boolean submits() {
        return lease.submits();
    }

    /**
     * Makes such a request, with no thread that waits for the result.
     *
     * @return cancels it; empty if it cannot be made this way now, and nothing was sent
     */
    public Optional<Runnable> submit(
            String method,
            Map<String, JsonValue> params,
            Map<String, Object> meta,
            CallOptions options,
            ResultListener listener) {
        return lease.submit(method, params, meta, options, listener);
    }

    /** Hands on a notification. */
    public void forward(JsonRpcMessage.Notification notification) {
        lease.forward(notification);
    }

    @Override
    public void close() {
        lease.close();
    }
}
