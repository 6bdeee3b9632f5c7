package dev.fastmcp.core.proxy;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.core.client.McpClient;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connections of a proxy to the server behind it. Thread-safe. */
final class Backends implements AutoCloseable {

    private static final int MAX_LENT = 64;
    private static final int MAX_IDLE = 8;

    /** What all clients together may be asked. */
    private static final ClientCapabilities EVERYTHING = new ClientCapabilities(
            Map.of(),
            Optional.of(new ClientCapabilities.Roots(true, Map.of())),
            Optional.of(new ClientCapabilities.Sampling(Optional.of(Map.of()), Optional.of(Map.of()), Map.of())),
            Optional.of(new ClientCapabilities.Elicitation(Optional.of(Map.of()), Optional.of(Map.of()), Map.of())),
            Optional.empty(),
            Map.of(),
            Map.of());

    private final McpClient<?> model;
    private final Implementation name;
    private final boolean shared;
    private final ListedHeaders listed = new ListedHeaders();

    /** Held while the common connection is made, so that there is one. */
    private final ReentrantLock connecting = new ReentrantLock();

    private final Set<Backend> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lending = new ReentrantLock();

    /** What was given back last is last. Guarded by {@link #lending}, as is {@link #lent}. */
    private final Deque<Backend> idle = new ArrayDeque<>();

    /** For which calls; oldest first. */
    private final Set<IncomingCall> lent = new LinkedHashSet<>();

    private volatile @Nullable Backend common;
    private volatile boolean refusesStrangers;
    private volatile boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param shared whether all clients have one connection
     */
    Backends(McpClient<?> model, boolean shared) {
        this.model = model;
        this.name = model.clientInfo();
        this.shared = shared;
    }

    boolean shared() {
        return shared;
    }

    /** What lists of the server have said. */
    ListedHeaders listed() {
        return listed;
    }

    /** Connects for one client. Whoever opens a connection closes it with {@link #close(Backend)}. */
    Backend open(Peer peer, FrontClient client) {
        return opened(nameOf(peer), answered(peer.capabilities()), client::headers, client);
    }

    private Implementation nameOf(Peer peer) {
        return peer.client().orElse(name);
    }

    /** What the proxy can bring to a client; tasks of clients it cannot. */
    static ClientCapabilities answered(ClientCapabilities given) {
        return new ClientCapabilities(
                given.experimental(),
                given.roots(),
                given.sampling(),
                given.elicitation(),
                Optional.empty(),
                given.extensions(),
                given.extra());
    }

    private Backend opened(
            Implementation who,
            ClientCapabilities declared,
            Supplier<RequestHeaders> headers,
            @Nullable FrontClient first) {
        requireOpen();
        Backend backend = new Backend(model, who, declared, headers, first, listed::forget);
        open.add(backend);
        if (closed) {
            close(backend);
            requireOpen();
        }
        return backend;
    }

    /** Refuses to go on after the end. */
    void requireOpen() {
        if (closed) {
            throw new SessionClosedException("This proxy is closed");
        }
    }

    /**
     * The connection for everybody who has none.
     *
     * @param first who is to be attached if it has to be made
     */
    Backend common(@Nullable FrontClient first) throws InterruptedException {
        Backend known = common;
        if (known != null) {
            return known;
        }
        connecting.lockInterruptibly();
        try {
            Backend now = common;
            if (now == null) {
                now = opened(name, shared ? EVERYTHING : ClientCapabilities.NONE, () -> RequestHeaders.NONE, first);
                common = now;
            }
            return now;
        } catch (HttpStatusException e) {
            if (e.status() == 401 || e.status() == 403) {
                refusesStrangers = true;
            }
            throw e;
        } catch (AuthorizationException e) {
            refusesStrangers = true;
            throw e;
        } finally {
            connecting.unlock();
        }
    }

    boolean isCommon(Backend backend) {
        return backend == common;
    }

    /** Whether the server has refused to be connected to without credentials of a client. */
    boolean refusesStrangers() {
        return refusesStrangers;
    }

    /** Lends a connection for one call, during which the server may ask its client. Clients that do not come back do not keep others waiting: where there are too many calls, one that waits for its client is given up. */
    Backend borrow(IncomingCall call, RequestHeaders headers) {
        Implementation client = nameOf(call.peer());
        ClientCapabilities declared = answered(call.peer().capabilities());
        Backend waiting;
        lending.lock();
        try {
            if (lent.size() >= MAX_LENT && !giveUpOldest()) {
                throw new JsonRpcException(
                        JsonRpcError.INTERNAL_ERROR,
                        "The proxy has " + MAX_LENT + " requests of this kind on their way already: try again",
                        null);
            }
            lent.add(call);
            waiting = takeIdle(client, declared, headers);
        } finally {
            lending.unlock();
        }
        if (waiting != null) {
            return waiting;
        }
        Backend fresh = null;
        try {
            fresh = opened(client, declared, () -> headers, null);
            return fresh;
        } finally {
            if (fresh == null) {
                countBack(call);
            }
        }
    }

    /** Called with the lock held. Returns false if no call waits for its client. */
    private boolean giveUpOldest() {
        for (Iterator<IncomingCall> oldest = lent.iterator(); oldest.hasNext(); ) {
            if (oldest.next().giveUpIfParked()) {
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    /** Called with the lock held. */
    private @Nullable Backend takeIdle(Implementation client, ClientCapabilities declared, RequestHeaders headers) {
        for (Iterator<Backend> latest = idle.descendingIterator(); latest.hasNext(); ) {
            Backend backend = latest.next();
            if (backend.isFor(client, declared, headers)) {
                latest.remove();
                return backend;
            }
        }
        return null;
    }

    private void countBack(IncomingCall call) {
        lending.lock();
        try {
            lent.remove(call);
        } finally {
            lending.unlock();
        }
    }

    /** What the server says of itself to a client that is known by one request. */
    Introduction introduction(Peer peer, RequestHeaders headers) {
        Implementation client = nameOf(peer);
        ClientCapabilities declared = answered(peer.capabilities());
        Backend backend;
        lending.lock();
        try {
            backend = takeIdle(client, declared, headers);
        } finally {
            lending.unlock();
        }
        if (backend == null) {
            backend = opened(client, declared, () -> headers, null);
        }
        Introduction introduction = backend.introduction();
        keep(backend);
        return introduction;
    }

    /** Takes back a connection whose request has had its response: nothing more comes of that one. */
    void giveBack(Backend backend, IncomingCall call) {
        countBack(call);
        keep(backend);
    }

    /** For the next one who can use it. */
    private void keep(Backend backend) {
        Backend tooMany = null;
        lending.lock();
        try {
            idle.add(backend);
            if (closed || idle.size() > MAX_IDLE) {
                tooMany = idle.poll();
            }
        } finally {
            lending.unlock();
        }
        if (tooMany != null) {
            close(tooMany);
        }
    }

    /** Closes a connection that was lent for a request which the server may be busy with still: what it asks then must not reach the next client. */
    void discard(Backend backend, IncomingCall call) {
        countBack(call);
        close(backend);
    }

    void close(Backend backend) {
        open.remove(backend);
        backend.close();
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(this::close);
    }
}
