package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelListener;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.ExchangeOptions;
import dev.fastmcp.api.spi.MessageCodec;
import dev.fastmcp.api.spi.UnsentException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Streamable HTTP: every message is a POST of its own, and every exchange stands by itself. What is shared is the session of the legacy era, which a server may
 * forget; exchanges that it still answers then go on.
 */
public final class StreamableHttpChannel implements Channel {

    private static final System.Logger LOG = System.getLogger(StreamableHttpChannel.class.getName());
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);
    private static final int SHOWN_CHARACTERS = 200;

    private enum State {
        OPEN,
        EXPIRED,
        CLOSED
    }

    private final HttpGate gate;
    private final ChannelContext context;
    private final String endpoint;
    private final StatusErrors statusErrors;
    private final ProtocolHeaders headers = new ProtocolHeaders();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final AtomicBoolean over = new AtomicBoolean();
    private final Consumer<? super Channel> onClosed;

    /** By request id; messages without one by their call. */
    private final ConcurrentMap<Object, Call> calls = new ConcurrentHashMap<>();

    private volatile @Nullable ListeningStream listening;
    private volatile boolean streamsStayOpen;

    /**
     * Creates a channel; nothing is sent yet.
     *
     * @param onClosed called once, when the channel is closed and its last exchange is over
     */
    public StreamableHttpChannel(
            HttpSettings settings, ConnectionPool pool, ChannelContext context, Consumer<? super Channel> onClosed) {
        this.gate = new HttpGate(settings, pool);
        this.context = context;
        this.endpoint = settings.endpoint();
        this.statusErrors = new StatusErrors(context.codec(), gate);
        this.onClosed = onClosed;
        pool.enter();
    }

    HttpGate gate() {
        return gate;
    }

    ProtocolHeaders headers() {
        return headers;
    }

    /** For what is no exchange. */
    Map<String, String> ownHeaders() {
        return context.headers().get().asMap();
    }

    MessageCodec codec() {
        return context.codec();
    }

    ChannelListener listener() {
        return context.listener();
    }

    String endpoint() {
        return endpoint;
    }

    int maxMessageBytes() {
        return context.limits().maxMessageBytes();
    }

    /** Whether this server ends an event stream after the response, so that waiting for it keeps the connection. */
    boolean streamsEnd() {
        return !streamsStayOpen;
    }

    void streamsStayOpen() {
        streamsStayOpen = true;
    }

    String shown(String text) {
        return ServerText.excerpt(text, SHOWN_CHARACTERS);
    }

    OutgoingRequest post(Map<String, String> postHeaders, byte[] body, boolean repeatable) {
        HttpSettings settings = gate.settings();
        return new OutgoingRequest(
                "POST", settings.uri(), postHeaders, body, settings.silence(), settings.idleTimeout(), repeatable);
    }

    OutgoingRequest get(Map<String, String> getHeaders) {
        HttpSettings settings = gate.settings();
        return new OutgoingRequest(
                "GET", settings.uri(), getHeaders, null, settings.idleTimeout(), settings.idleTimeout(), true);
    }

    TransportException tooLarge(String what) {
        return Failures.tooLarge(what + " failed: " + endpoint, maxMessageBytes(), null);
    }

    @Override
    public JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions options)
            throws InterruptedException {
        Call call = new Call(Deadline.after(options.timeout()));
        byte[] body = context.codec().write(request);
        begin(request.id(), call, request.method());
        try {
            return new PostExchange(this, request, options, call).run(body);
        } catch (IOException e) {
            throw Failures.of(request.method(), endpoint, call, e);
        } finally {
            end(request.id(), call);
        }
    }

    @Override
    public void send(JsonRpcMessage message) throws InterruptedException {
        String what =
                message instanceof JsonRpcMessage.Notification notification ? notification.method() : "a response";
        Call call = new Call(Deadline.after(context.connectTimeout()));
        byte[] body = context.codec().write(message);
        begin(call, call, what);
        try (HttpReply reply =
                gate.exchange(post(headers.ofPost(message, Map.of()), body, false), ownHeaders(), call)) {
            check(what, reply, call);
            reply.endsSoon();
        } catch (IOException e) {
            throw Failures.of(what, endpoint, call, e);
        } finally {
            end(call, call);
        }
        if (what.equals("notifications/initialized")) {
            listen();
        }
    }

    private void begin(Object key, Call call, String what) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new UnsentException(what + " was interrupted before it was sent");
        }
        requireOpen(what);
        if (calls.putIfAbsent(key, call) != null) {
            throw new IllegalArgumentException("request id " + key + " is in use on this channel");
        }
        gate.pool().watch().add(call);
        boolean open = false;
        try {
            requireOpen(what);
            open = true;
        } finally {
            if (!open) {
                end(key, call);
                gate.pool().watch().nudge();
            }
        }
    }

    private void requireOpen(String what) {
        switch (state.get()) {
            case OPEN -> {}
            case EXPIRED -> throw expired(what, null);
            case CLOSED -> throw closed(what);
        }
    }

    private void end(Object key, Call call) {
        calls.remove(key, call);
        gate.pool().watch().remove(call);
        leaveIfOver();
    }

    private void leaveIfOver() {
        if (state.get() == State.CLOSED && calls.isEmpty() && over.compareAndSet(false, true)) {
            gate.pool().leave();
            onClosed.accept(this);
        }
    }

    private SessionClosedException closed(String what) {
        return new SessionClosedException(what + " failed: the connection to " + endpoint + " was closed");
    }

    private TransportException expired(String what, @Nullable HttpStatusException cause) {
        return new TransportException(
                TransportException.Kind.SESSION_EXPIRED,
                what + " failed: " + endpoint + " does not know the session any more"
                        + (cause == null ? "" : " (HTTP status " + cause.status() + ")"),
                cause);
    }

    /** Throws if the status means failure; {@code what} names the request. */
    void check(String what, HttpReply reply, Call call) {
        if (reply.isSuccess()) {
            return;
        }
        StatusErrors.Refusal refusal = statusErrors.refusal(what, reply, call);
        HttpStatusException failure = refusal.exception();
        if (call.ended() == Call.Ended.CLOSED) {
            throw closed(what);
        }
        if (headers.hasSession() && meansUnknownSession(refusal)) {
            if (state.compareAndSet(State.OPEN, State.EXPIRED)) {
                LOG.log(System.Logger.Level.DEBUG, "{0} has forgotten the session", endpoint);
                stopListening();
            }
            throw expired(what, failure);
        }
        throw failure;
    }

    /** By the specification it is 404; servers built on the SDKs' examples say 400 in one of these ways, before they look at the request. */
    private static boolean meansUnknownSession(StatusErrors.Refusal refusal) {
        HttpStatusException failure = refusal.exception();
        if (failure.status() != 400) {
            return failure.status() == 404;
        }
        JsonRpcException error = failure.error().orElse(null);
        boolean told = error == null || error.code() >= -32099 && error.code() <= -32000 || error.code() == -32600;
        return told && refusal.said().toLowerCase(Locale.ROOT).contains("session");
    }

    @Override
    public void agreed(String version) {
        headers.agreed(version);
    }

    /** Begins to hear what the server says by itself; in the modern era it says nothing. */
    private void listen() {
        if (gate.settings().listening() && !headers.modern()) {
            ListeningStream stream = new ListeningStream(this);
            listening = stream;
            stream.start();
            if (state.get() != State.OPEN) {
                stream.stop();
            }
        }
    }

    private void stopListening() {
        ListeningStream stream = listening;
        if (stream != null) {
            stream.stop();
        }
    }

    @Override
    public ChannelTraits traits() {
        return ChannelTraits.HTTP;
    }

    @Override
    public boolean isOpen() {
        return state.get() == State.OPEN;
    }

    /** Exchanges of a session that has expired may end in peace; a second call ends them too. */
    @Override
    public void close() {
        State before = state.getAndSet(State.CLOSED);
        stopListening();
        if (before != State.EXPIRED) {
            calls.values().forEach(call -> call.end(Call.Ended.CLOSED));
        }
        if (before == State.OPEN && headers.hasSession()) {
            deleteSession();
        }
        leaveIfOver();
    }

    /** On a thread of its own: that of the caller may be interrupted, and is not to wait for a server that does not answer. */
    private void deleteSession() {
        Thread deletion = Thread.ofVirtual().name("fastmcp-http-close").start(() -> {
            Call call = new Call(Deadline.after(CLOSE_PATIENCE));
            gate.pool().watch().add(call);
            OutgoingRequest delete = new OutgoingRequest(
                    "DELETE", gate.settings().uri(), headers.ofDelete(), null, CLOSE_PATIENCE, CLOSE_PATIENCE, true);
            try (HttpReply reply = gate.exchange(delete, ownHeaders(), call)) {
                reply.endsSoon();
            } catch (IOException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "Could not end the session of " + endpoint, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                gate.pool().watch().remove(call);
            }
        });
        try {
            deletion.join(CLOSE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
