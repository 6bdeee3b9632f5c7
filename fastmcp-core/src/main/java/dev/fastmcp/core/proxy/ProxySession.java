package dev.fastmcp.core.proxy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.ServerCapabilities;
import dev.fastmcp.api.model.SubscriptionFilter;
import dev.fastmcp.core.server.ClientLink;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import dev.fastmcp.core.server.ServerMethods;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Does for one client what the server behind the proxy does. Thread-safe. */
public final class ProxySession implements ServerMethods {

    private static final System.Logger LOG = System.getLogger(ProxySession.class.getName());
    private static final Set<String> MAY_ASK = Set.of("tools/call", "prompts/get", "resources/read");

    private final Backends backends;
    private final @Nullable Set<String> forwardedHeaders;
    private final boolean hidesErrors;
    private final ClientLink client;

    /** Held while a connection for this client is made. */
    private final ReentrantLock connecting = new ReentrantLock();

    private volatile @Nullable Backend own;
    private volatile boolean closed;

    /** @param forwardedHeaders headers that are handed on beside the harmless ones; {@code null} for none at all */
    ProxySession(Backends backends, @Nullable Set<String> forwardedHeaders, boolean hidesErrors, ClientLink client) {
        this.backends = backends;
        this.forwardedHeaders = forwardedHeaders;
        this.hidesErrors = hidesErrors;
        this.client = client;
    }

    @Override
    public Introduction introduce(Peer peer) throws InterruptedException {
        try {
            return backend(peer).introduction();
        } catch (JsonRpcException e) {
            throw e;
        } catch (McpException e) {
            throw failed(e);
        }
    }

    /**
     * What the server behind says of itself.
     *
     * @throws McpException as the client of that server throws it
     */
    public Introduction described(Peer peer) throws InterruptedException {
        return backend(peer).introduction();
    }

    /** The session with the server behind, for all that has a type. */
    public ClientSession typed(Peer peer) throws InterruptedException {
        return backend(peer).session().typed();
    }

    /** The connection for all but requests that may be asked about. */
    private Backend backend(Peer peer) throws InterruptedException {
        if (!client.lasts()) {
            return backends.common();
        }
        Backend known = own;
        return known != null && (backends.shared() || isFor(known, peer)) ? known : connected(peer);
    }

    /** Servers of the legacy era are told once what a client can be asked. */
    private static boolean isFor(Backend known, Peer peer) {
        return known.declared().equals(Backends.answered(peer.capabilities()))
                || known.era() == Era.MODERN
                || !known.isIdle();
    }

    private Backend connected(Peer peer) throws InterruptedException {
        connecting.lockInterruptibly();
        try {
            Backend before = own;
            if (before != null && (backends.shared() || isFor(before, peer))) {
                return before;
            }
            Backend now = backends.shared() ? backends.common() : backends.open(peer);
            now.attach(client);
            own = now;
            if (before != null) {
                backends.close(before);
            }
            if (closed) {
                close();
            }
            return now;
        } finally {
            connecting.unlock();
        }
    }

    @Override
    public Object call(IncomingCall call) throws Exception {
        try {
            return forwarded(call, call.params().members());
        } catch (JsonRpcException | DataMappingException e) {
            throw e;
        } catch (McpException e) {
            call.failed(e);
            throw failed(e);
        }
    }

    /** What our own exceptions say may be meant for the one who runs the proxy: addresses, commands, what a process wrote. */
    private JsonRpcException failed(McpException e) {
        LOG.log(
                hidesErrors ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                "The server behind the proxy failed",
                e);
        String reason =
                hidesErrors ? "The server behind this proxy could not be asked" : String.valueOf(e.getMessage());
        return new JsonRpcException(JsonRpcError.INTERNAL_ERROR, reason, null, e);
    }

    /**
     * Hands on a request with other parameters.
     *
     * @throws JsonRpcException as the server behind says it, in the era of the client
     * @throws McpException as the client of the server behind throws it
     */
    public Object forwarded(IncomingCall call, Map<String, JsonValue> given) throws InterruptedException {
        Backend usual = backend(call.peer());
        Map<String, JsonValue> params = new LinkedHashMap<>(given);
        if (usual.era() == Era.LEGACY) {
            params.remove("inputResponses");
            params.remove("requestState");
        }
        ForwardedRequest request = ForwardedRequest.of(call, params, headers(call));
        try {
            Backend borrowed = borrowed(usual, call);
            return borrowed == null
                    ? result(usual, usual.forward(client, call, request))
                    : forwardedAlone(borrowed, call, request);
        } catch (JsonRpcException e) {
            throw translated(
                    e, call.method(), usual.era(), call.peer().version().era());
        }
    }

    /** A server of the legacy era asks without saying why, so a client that is known by one request needs a connection for that one. */
    private @Nullable Backend borrowed(Backend usual, IncomingCall call) {
        boolean mayBeAsked = !client.lasts()
                && !backends.shared()
                && usual.era() == Era.LEGACY
                && MAY_ASK.contains(call.method())
                && call.canAsk();
        return mayBeAsked ? backends.borrow(call.peer()) : null;
    }

    private Object forwardedAlone(Backend borrowed, IncomingCall call, ForwardedRequest request)
            throws InterruptedException {
        try {
            return result(borrowed, borrowed.forward(client, call, request));
        } finally {
            backends.giveBack(borrowed);
        }
    }

    /** A wish for input is looked at on its way to the client; all else passes as it is. */
    private static Object result(Backend backend, JsonValue result) {
        boolean asks = backend.era() == Era.MODERN
                && result.member("resultType")
                        .map(JsonValue::asObject)
                        .filter("input_required"::equals)
                        .isPresent();
        InputRequiredResult wish = asks ? result.as(InputRequiredResult.class) : null;
        return wish == null ? result : wish;
    }

    private CallOptions headers(IncomingCall call) {
        Set<String> named = forwardedHeaders;
        return named == null || call.headers().isEmpty()
                ? CallOptions.DEFAULT
                : CallOptions.DEFAULT.withHeaders(RequestHeaders.forwarding(call.headers(), named));
    }

    /** The error as it came, but for the one that has another code in the other era. */
    private static JsonRpcException translated(JsonRpcException e, String method, Era from, Era to) {
        int code = e.code();
        if (from == Era.LEGACY && to == Era.MODERN && code == JsonRpcError.RESOURCE_NOT_FOUND) {
            code = JsonRpcError.INVALID_PARAMS;
        } else if (from == Era.MODERN && to == Era.LEGACY && isUnknownResource(e, method)) {
            code = JsonRpcError.RESOURCE_NOT_FOUND;
        }
        return new JsonRpcException(code, e.reason(), e.data().orElse(null), e);
    }

    private static boolean isUnknownResource(JsonRpcException e, String method) {
        return method.equals("resources/read")
                && e.code() == JsonRpcError.INVALID_PARAMS
                && e.data().orElse(null) instanceof Map<?, ?> data
                && data.containsKey("uri");
    }

    @Override
    public SubscriptionFilter listen(SubscriptionFilter wanted, Peer peer) throws InterruptedException {
        Backend backend = backend(peer);
        backend.attach(client);
        ServerCapabilities offered = backend.introduction().capabilities();
        List<String> subscribed = new ArrayList<>();
        for (String uri : wanted.resourceSubscriptions()) {
            try {
                backend.subscribe(uri);
                subscribed.add(uri);
            } catch (JsonRpcException | UnsupportedFeatureException e) {
                if (peer.version().era() == Era.LEGACY) {
                    throw e instanceof JsonRpcException refusal
                            ? translated(refusal, "resources/subscribe", backend.era(), Era.LEGACY)
                            : new JsonRpcException(
                                    JsonRpcError.METHOD_NOT_FOUND, String.valueOf(e.getMessage()), null, e);
                }
                LOG.log(System.Logger.Level.DEBUG, "A subscription was refused", e);
            }
        }
        return new SubscriptionFilter(
                wanted.toolsListChanged()
                        && offered.tools()
                                .map(ServerCapabilities.Tools::listChanged)
                                .orElse(false),
                wanted.promptsListChanged()
                        && offered.prompts()
                                .map(ServerCapabilities.Prompts::listChanged)
                                .orElse(false),
                wanted.resourcesListChanged()
                        && offered.resources()
                                .map(ServerCapabilities.Resources::listChanged)
                                .orElse(false),
                subscribed,
                List.of(),
                Map.of());
    }

    @Override
    public void unlisten(SubscriptionFilter agreed) {
        try {
            Backend backend = client.lasts() ? own : backends.common();
            if (backend != null) {
                agreed.resourceSubscriptions().forEach(backend::unsubscribe);
                if (!client.lasts()) {
                    backend.detach(client);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (McpException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server behind the proxy could not be told", e);
        }
    }

    @Override
    public void logLevel(LoggingLevel level) {
        Backend backend = own;
        if (backend == null) {
            return;
        }
        try {
            if (backends.shared()) {
                backend.requireLevel(level);
            } else {
                backend.setLevel(level);
            }
        } catch (UnsupportedFeatureException e) {
            throw new JsonRpcException(JsonRpcError.METHOD_NOT_FOUND, String.valueOf(e.getMessage()), null, e);
        }
    }

    @Override
    public void receive(JsonRpcMessage.Notification notification) {
        Backend backend = own;
        if (backend == null || backends.shared()) {
            return;
        }
        try {
            backend.forward(notification);
        } catch (McpException e) {
            LOG.log(System.Logger.Level.DEBUG, "A notification could not be handed on", e);
        }
    }

    /** Fails no call of others; a connection for this client alone is closed. */
    @Override
    public void close() {
        closed = true;
        Backend backend = own;
        own = null;
        if (backend == null) {
            return;
        }
        backend.detach(client);
        if (!backends.shared()) {
            backends.close(backend);
        }
    }
}
