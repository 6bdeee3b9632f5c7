package dev.fastmcp.core.proxy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.SubscriptionFilter;
import dev.fastmcp.core.server.ClientLink;
import dev.fastmcp.core.server.Forwarder;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import dev.fastmcp.core.server.ServerMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Does for one client what the server behind the proxy does. Thread-safe. */
public final class ProxySession implements ServerMethods, Forwarder {

    private static final System.Logger LOG = System.getLogger(ProxySession.class.getName());

    private final Backends backends;
    private final @Nullable Set<String> forwardedHeaders;
    private final Failures failures;
    private final FrontClient client;

    /** Held while a connection for this client is made. */
    private final ReentrantLock connecting = new ReentrantLock();

    private volatile @Nullable Backend own;

    /** What a client that does not last has listened to. */
    private volatile @Nullable Backend listened;

    /** What the server said of itself on a connection that such a client had for itself. */
    private volatile @Nullable Introduction introduced;

    private volatile boolean closed;

    /** @param forwardedHeaders headers that are handed on beside the harmless ones; {@code null} for none at all */
    ProxySession(Backends backends, @Nullable Set<String> forwardedHeaders, boolean hidesErrors, ClientLink client) {
        this.backends = backends;
        this.forwardedHeaders = forwardedHeaders;
        this.failures = new Failures(hidesErrors);
        this.client = new FrontClient(client);
    }

    /** Remembers what the server is to see when it is connected to for this client. */
    @Override
    public void arriving(Map<String, List<String>> headers) {
        if (!headers.isEmpty() && !backends.shared()) {
            client.headers(NamedHeaders.of(headers, forwardedHeaders));
        }
    }

    /** What the server itself would compare, it cannot: these headers are made anew for it. */
    @Override
    public Map<List<String>, String> headersOf(String tool, Map<String, List<String>> headers) {
        return backends.listed().isEmpty()
                ? Map.of()
                : backends.listed().of(NamedHeaders.of(headers, forwardedHeaders), tool);
    }

    @Override
    public Introduction introduce(Peer peer) throws InterruptedException {
        try {
            Introduction known = introduced;
            if (known == null && goesAlone()) {
                known = backends.introduction(peer, client.headers());
                introduced = known;
            }
            return known == null ? backend(peer).introduction() : known;
        } catch (JsonRpcException e) {
            throw e;
        } catch (McpException e) {
            throw failures.told(e);
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

    /** Whether the client's next request comes through here as well. */
    private boolean lasts() {
        return client.link().lasts();
    }

    /** A client that is known by one request shares no connection if the server wants to know on whose behalf it is connected to. */
    private boolean goesAlone() throws InterruptedException {
        if (lasts() || backends.shared() || client.headers().asMap().isEmpty()) {
            return false;
        }
        try {
            if (!backends.refusesStrangers()) {
                backends.common(null);
            }
        } catch (HttpStatusException | AuthorizationException e) {
            if (!backends.refusesStrangers()) {
                throw e;
            }
        }
        return backends.refusesStrangers();
    }

    /** The connection for all but requests that may be asked about. */
    private Backend backend(Peer peer) throws InterruptedException {
        backends.requireOpen();
        if (!lasts()) {
            return backends.common(null);
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
            Backend now = backends.shared() ? backends.common(client) : backends.open(peer, client);
            now.attach(client);
            if (before != null) {
                now.takeOver(before, client);
            }
            own = now;
            if (before != null) {
                before.closeAfterLast(
                        () -> Thread.ofVirtual().name("fastmcp-proxy-close").start(() -> backends.close(before)));
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
        } catch (McpException e) {
            throw failures.told(call, e);
        }
    }

    @Override
    public Optional<Forwarder> forwarder() {
        return backends.shared() ? Optional.empty() : Optional.of(this);
    }

    @Override
    public boolean submits() {
        Backend usual = own;
        return usual != null && usual.submits();
    }

    /** In the same era questions need no thread: they come and go as results, or on their own. */
    @Override
    public Optional<Runnable> submit(IncomingCall call, Forwarder.Answer answer) {
        Backend usual = own;
        return usual != null && usual.era() == call.peer().version().era() && isFor(usual, call.peer())
                ? submitted(usual, call, answer)
                : Optional.empty();
    }

    private Optional<Runnable> submitted(Backend usual, IncomingCall call, Forwarder.Answer answer) {
        Implementation server = usual.introduction().implementation();
        ForwardedRequest request = ForwardedRequest.of(call, call.params().members(), usual.era(), CallOptions.DEFAULT);
        return usual.submit(client, call, request, new Delivery(call, usual.era(), server, failures, answer));
    }

    /**
     * Hands on a request with other parameters.
     *
     * @throws JsonRpcException as the server behind says it, in the era of the client
     * @throws McpException as the client of the server behind throws it
     */
    public Object forwarded(IncomingCall call, Map<String, JsonValue> given) throws InterruptedException {
        if (goesAlone()) {
            return forwardedAlone(call, given);
        }
        Object result = null;
        while (result == null) {
            Backend usual = backend(call.peer());
            result = needsItsOwn(usual, call) ? forwardedAlone(call, given) : forwarded(usual, call, given);
        }
        return result;
    }

    /** Returns {@code null} if another connection has taken the place of this one. */
    private @Nullable Object forwarded(Backend usual, IncomingCall call, Map<String, JsonValue> given)
            throws InterruptedException {
        try {
            JsonValue result =
                    usual.forward(client, call, ForwardedRequest.of(call, given, usual.era(), headers(call)));
            if (result != null && !lasts() && call.method().equals("tools/list")) {
                backends.listed().learn(NamedHeaders.of(call.headers(), forwardedHeaders), result);
            }
            return result == null ? null : Wishes.seen(call.method(), usual.era(), result);
        } catch (JsonRpcException e) {
            throw EraErrors.translated(
                    e, call.method(), usual.era(), call.peer().version().era());
        }
    }

    /** A server of the legacy era asks without saying why, so a client that is known by one request needs a connection for that one. */
    private boolean needsItsOwn(Backend usual, IncomingCall call) {
        return !lasts() && !backends.shared() && usual.era() == Era.LEGACY && call.canAsk();
    }

    private Object forwardedAlone(IncomingCall call, Map<String, JsonValue> given) throws InterruptedException {
        Backend borrowed = backends.borrow(call, client.headers());
        boolean answered = false;
        try {
            introduced = borrowed.introduction();
            Object result = Objects.requireNonNull(forwarded(borrowed, call, given));
            answered = true;
            return result;
        } catch (JsonRpcException e) {
            answered = true;
            throw e;
        } finally {
            if (answered) {
                backends.giveBack(borrowed, call);
            } else {
                backends.discard(borrowed, call);
            }
        }
    }

    private CallOptions headers(IncomingCall call) {
        Set<String> named = forwardedHeaders;
        return named == null || call.headers().isEmpty()
                ? CallOptions.DEFAULT
                : CallOptions.DEFAULT.withHeaders(RequestHeaders.forwarding(call.headers(), named));
    }

    @Override
    public SubscriptionFilter listen(SubscriptionFilter wanted, Peer peer) throws InterruptedException {
        try {
            return listening(wanted, peer, goesAlone() ? backends.open(peer, client) : backend(peer));
        } catch (JsonRpcException e) {
            throw e;
        } catch (McpException e) {
            throw failures.told(e);
        }
    }

    private SubscriptionFilter listening(SubscriptionFilter wanted, Peer peer, Backend backend) {
        listened = backend;
        backend.attach(client);
        List<String> subscribed = new ArrayList<>();
        boolean done = false;
        try {
            for (String uri : wanted.resourceSubscriptions()) {
                if (subscribe(backend, uri, peer)) {
                    subscribed.add(uri);
                }
            }
            done = true;
        } finally {
            if (!done) {
                subscribed.forEach(uri -> backend.subscriptions().remove(client, uri));
            }
            if (closed) {
                release(backend);
            }
        }
        return Agreement.of(wanted, backend.introduction().capabilities(), subscribed);
    }

    /** Whoever listens to several things at once hears of those that can be had. */
    private boolean subscribe(Backend backend, String uri, Peer peer) {
        try {
            backend.subscriptions().add(client, uri);
            return true;
        } catch (JsonRpcException | UnsupportedFeatureException e) {
            if (peer.version().era() == Era.LEGACY) {
                throw e instanceof JsonRpcException refusal
                        ? EraErrors.translated(refusal, "resources/subscribe", backend.era(), Era.LEGACY)
                        : new JsonRpcException(JsonRpcError.METHOD_NOT_FOUND, String.valueOf(e.getMessage()), null, e);
            }
            LOG.log(System.Logger.Level.DEBUG, "A subscription was refused", e);
            return false;
        }
    }

    @Override
    public void unlisten(SubscriptionFilter agreed) {
        Backend backend = lasts() ? own : listened;
        if (backend == null) {
            return;
        }
        if (lasts()) {
            agreed.resourceSubscriptions()
                    .forEach(uri -> backend.subscriptions().remove(client, uri));
        } else {
            release(backend);
        }
    }

    /** Ends what a client that does not last has listened to. */
    private void release(Backend backend) {
        if (backends.isCommon(backend)) {
            backend.detach(client);
        } else {
            backends.close(backend);
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
        } catch (JsonRpcException e) {
            throw e;
        } catch (UnsupportedFeatureException e) {
            throw new JsonRpcException(JsonRpcError.METHOD_NOT_FOUND, String.valueOf(e.getMessage()), null, e);
        } catch (McpException e) {
            throw failures.told(e);
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
        if (backends.shared()) {
            backend.detach(client);
        } else {
            backends.close(backend);
        }
    }
}
