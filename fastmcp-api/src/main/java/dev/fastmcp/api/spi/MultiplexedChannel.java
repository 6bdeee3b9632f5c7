package dev.fastmcp.api.spi;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose messages all share one connection: a pipe, a socket, a queue. Subclasses write one message at a time in {@link #transmit}, hand every
 * message that arrives to {@link #received}, and report the end through {@link #lost}; correlation, deadlines, cancellation and closing are done here.
 *
 * <p>Callers write on their own threads and park; whoever calls {@code received} completes them. A write that may block (see {@link
 * #nonBlockingBytes}) is done on a virtual thread, so that a peer which stops reading cannot hold a caller beyond its deadline.
 */
public abstract class MultiplexedChannel implements Channel {

    private static final System.Logger LOG = System.getLogger(MultiplexedChannel.class.getName());
    private static final String PROGRESS = "notifications/progress";

    private final ChannelContext context;
    private final String endpoint;
    private final ConcurrentMap<RequestId, PendingExchange> pending = new ConcurrentHashMap<>();

    /** Why the channel is no longer open; the first reason stays. */
    private final AtomicReference<@Nullable McpException> end = new AtomicReference<>();

    private final ReentrantLock writing = new ReentrantLock();

    /** Guarded by {@link #writing}. */
    private long written;

    /** How much of {@link #written} the peer has read for certain. Advanced by the reader only. */
    private volatile long confirmed;

    /** Confined to the reader. */
    private boolean junkSeen;

    /**
     * Creates an open channel.
     *
     * @param context what the client gave to {@link ClientTransport#open}
     * @param endpoint describes the peer in error messages, without credentials
     */
    protected MultiplexedChannel(ChannelContext context, String endpoint) {
        this.context = context;
        this.endpoint = endpoint;
    }

    /**
     * Writes one message and its framing, and flushes. Called by one thread at a time.
     *
     * @param message UTF-8 JSON without line breaks
     * @throws IOException if the connection is broken
     */
    protected abstract void transmit(byte[] message) throws IOException;

    /**
     * Writes one message, for channels that treat kinds of messages differently or can tell which request could not be delivered (see {@link #failed}). Called in
     * place of {@link #transmit(byte[])}, by one thread at a time.
     *
     * @param message the message
     * @param utf8 the same as UTF-8 JSON without line breaks
     * @param headers what {@link ExchangeOptions#headers()} says about this message
     * @throws IOException if the connection is broken
     * @implSpec the default calls {@link #transmit(byte[])}
     */
    protected void transmit(JsonRpcMessage message, byte[] utf8, Map<String, String> headers) throws IOException {
        transmit(utf8);
    }

    /** Ends the connection. Called once, by {@link #close()}; bounded in time. */
    protected abstract void disconnect();

    /**
     * Tells how many bytes the connection takes without blocking when the peer does not read at all, such as the size of a pipe's buffer.
     *
     * @return a number of bytes; {@link Long#MAX_VALUE} if {@link #transmit} never blocks
     * @implSpec the default is 0: every write may block
     */
    protected long nonBlockingBytes() {
        return 0;
    }

    /**
     * Turns a failed write into the exception that callers see. Called once the connection is given up.
     *
     * @param cause what {@link #transmit} threw
     * @return the exception; it may say more than the cause, such as how a process ended
     * @implSpec the default names the endpoint and the cause
     */
    protected TransportException writeFailed(IOException cause) {
        return new TransportException(
                TransportException.Kind.IO_FAILED, "Cannot write to " + endpoint + ": " + cause.getMessage(), cause);
    }

    /**
     * Takes in what arrived: a message or a batch. To be called by one thread at a time.
     *
     * @param utf8 holds the text; must not change afterwards
     * @param offset where it begins
     * @param length how many bytes it has
     */
    protected final void received(byte[] utf8, int offset, int length) {
        context.codec().read(utf8, offset, length, this::dispatch);
    }

    /**
     * Reports that the connection is gone. All exchanges fail at once. Without effect once the channel is closed or lost.
     *
     * @param cause why
     */
    protected final void lost(TransportException cause) {
        if (end.compareAndSet(null, cause)) {
            try {
                context.listener().onLost(cause);
            } finally {
                failPending(cause);
            }
        }
    }

    /**
     * Called when nobody waits for a response any more that has not come. For channels that hold something for each request.
     *
     * @param id the request
     * @implSpec the default does nothing
     */
    protected void abandoned(RequestId id) {}

    /**
     * Reports that one request could not be delivered, while the connection is still good. Without effect if nobody waits for its response.
     *
     * @param id the request
     * @param cause why; its caller sees it as it is
     */
    protected final void failed(RequestId id, McpException cause) {
        PendingExchange exchange = pending.get(id);
        if (exchange != null) {
            exchange.failAsIs(cause);
        }
    }

    /**
     * Returns what {@link ClientTransport#open} was given.
     *
     * @return the context
     */
    protected final ChannelContext context() {
        return context;
    }

    @Override
    public final boolean isOpen() {
        return end.get() == null;
    }

    @Override
    public final JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions options)
            throws InterruptedException {
        Deadline deadline = Deadline.after(options.timeout());
        byte[] message = context.codec().write(request);
        AwaitedExchange exchange = new AwaitedExchange(request, options.headers());
        expect(exchange);
        boolean answered = false;
        try {
            McpException ended = end.get();
            if (ended != null) {
                exchange.fail(ended);
            } else if (!write(request, message, deadline, exchange)) {
                throw exchange.timedOut(deadline, endpoint, "the request could not be written, since nobody reads it,");
            }
            JsonRpcMessage.Response response = exchange.await(deadline, options, endpoint);
            answered = true;
            return response;
        } finally {
            pending.remove(request.id(), exchange);
            if (!answered) {
                abandoned(request.id());
            }
        }
    }

    private void expect(PendingExchange exchange) {
        RequestId id = exchange.request().id();
        if (pending.putIfAbsent(id, exchange) != null) {
            throw new IllegalArgumentException("request id " + id + " is in use on this channel");
        }
    }

    @Override
    public final Optional<SentRequest> submit(
            JsonRpcMessage.Request request, Map<String, String> headers, ResponseListener listener) {
        byte[] message = context.codec().write(request);
        if (!writing.tryLock()) {
            return Optional.empty();
        }
        try {
            if (!isOpen() || mayBlock(message)) {
                return Optional.empty();
            }
            SubmittedExchange exchange =
                    new SubmittedExchange(request, headers, listener, answered -> over(request.id(), answered));
            expect(exchange);
            transmitCounted(request, message, exchange);
            McpException ended = end.get();
            if (ended != null) {
                exchange.fail(ended);
            }
            return Optional.of(exchange);
        } finally {
            writing.unlock();
        }
    }

    private void over(RequestId id, boolean answered) {
        pending.remove(id);
        if (!answered) {
            abandoned(id);
        }
    }

    /** Called with {@link #writing} held. */
    private boolean mayBlock(byte[] message) {
        return written + message.length - confirmed > nonBlockingBytes();
    }

    @Override
    public final void send(JsonRpcMessage message) throws InterruptedException {
        byte[] bytes = context.codec().write(message);
        McpException ended = end.get();
        if (ended != null) {
            throw PendingExchange.again(String.valueOf(ended.getMessage()), ended);
        }
        if (!write(message, bytes, Deadline.after(context.connectTimeout()), null)) {
            throw new TransportException(
                    TransportException.Kind.IO_FAILED, "Cannot write to " + endpoint + ": it does not read");
        }
    }

    @Override
    public final void close() {
        SessionClosedException cause = new SessionClosedException("The connection to " + endpoint + " was closed");
        McpException before = end.getAndSet(cause);
        if (before == null) {
            failPending(cause);
        }
        if (!(before instanceof SessionClosedException)) {
            disconnect();
        }
    }

    private void failPending(McpException cause) {
        pending.values().forEach(exchange -> exchange.fail(cause));
    }

    /** Returns false if the message could not be written in time; it is then not written later either, unless its writing has begun. */
    private boolean write(JsonRpcMessage message, byte[] utf8, Deadline deadline, @Nullable PendingExchange exchange)
            throws InterruptedException {
        try {
            if (!writing.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            throw unsent();
        }
        try {
            if (!mayBlock(utf8)) {
                transmitCounted(message, utf8, exchange);
                return true;
            }
        } finally {
            writing.unlock();
        }
        return writeElsewhere(message, utf8, deadline, exchange);
    }

    private boolean writeElsewhere(
            JsonRpcMessage message, byte[] utf8, Deadline deadline, @Nullable PendingExchange exchange)
            throws InterruptedException {
        AtomicBoolean claimed = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofVirtual().name("fastmcp-writer").start(() -> {
            writing.lock();
            try {
                if (claimed.compareAndSet(false, true)) {
                    transmitCounted(message, utf8, exchange);
                }
            } finally {
                writing.unlock();
                done.countDown();
            }
        });
        try {
            return done.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw claimed.compareAndSet(false, true) ? unsent() : e;
        } finally {
            claimed.set(true);
        }
    }

    private UnsentException unsent() {
        return new UnsentException("interrupted before anything was sent to " + endpoint);
    }

    /** Called with {@link #writing} held. A failure ends the channel, which also fails the exchange. */
    private void transmitCounted(JsonRpcMessage message, byte[] utf8, @Nullable PendingExchange exchange) {
        try {
            written += utf8.length;
            if (exchange != null) {
                exchange.writtenUpTo = written;
            }
            transmit(message, utf8, exchange == null ? Map.of() : exchange.headers());
        } catch (IOException e) {
            if (isOpen()) {
                lost(writeFailed(e));
            }
        }
    }

    private void dispatch(JsonRpcMessage message) {
        switch (message) {
            case JsonRpcMessage.Success success -> complete(success.id(), success);
            case JsonRpcMessage.Failure failure -> failed(failure);
            case JsonRpcMessage.Notification notification -> route(notification);
            case JsonRpcMessage.Request request -> context.listener().onRequest(request);
            case JsonRpcMessage.Malformed malformed -> malformed(malformed);
        }
    }

    private void complete(RequestId id, JsonRpcMessage.Response response) {
        PendingExchange exchange = find(id);
        if (exchange == null) {
            LOG.log(System.Logger.Level.DEBUG, "Dropped a response nobody waits for, id {0}, from {1}", id, endpoint);
        } else {
            confirmed = Math.max(confirmed, exchange.writtenUpTo);
            exchange.complete(response);
        }
    }

    /** Some servers return a numeric id as a string; since all our ids of one kind come from one counter, nothing can be confused. */
    private @Nullable PendingExchange find(RequestId id) {
        PendingExchange exchange = pending.get(id);
        if (exchange == null
                && id instanceof RequestId.Text text
                && text.value().matches("[0-9]{1,18}")) {
            return pending.get(RequestId.of(Long.parseLong(text.value())));
        }
        return exchange;
    }

    private void failed(JsonRpcMessage.Failure failure) {
        Optional<RequestId> id = failure.id();
        if (id.isPresent()) {
            complete(id.get(), failure);
        } else if (pending.size() == 1) {
            // An error without an id can only mean the one request in flight.
            pending.values().forEach(exchange -> exchange.complete(failure));
        } else {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} reported an error for no request in particular, code {1}",
                    endpoint,
                    failure.error().code());
        }
    }

    private void malformed(JsonRpcMessage.Malformed malformed) {
        PendingExchange exchange = malformed.id().map(this::find).orElse(null);
        if (exchange != null) {
            exchange.fail(new ProtocolException(endpoint + " sent an invalid response: " + malformed.reason()));
        } else {
            // A server that writes its log to the wrong place does so all the time: one warning is enough.
            System.Logger.Level level = junkSeen ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
            junkSeen = true;
            LOG.log(level, "Skipped something that is no message, from {0}: {1}", endpoint, malformed.reason());
        }
    }

    private void route(JsonRpcMessage.Notification notification) {
        PendingExchange exchange = notification.method().equals(PROGRESS) ? progressOwner(notification) : null;
        if (exchange != null && !exchange.isOver()) {
            exchange.offer(notification);
        } else {
            // Progress may go on after the response, when the server has made a task of the request.
            context.listener().onNotification(notification);
        }
    }

    private @Nullable PendingExchange progressOwner(JsonRpcMessage.Notification notification) {
        try {
            Object token = notification
                    .params()
                    .flatMap(params -> params.member("progressToken"))
                    .map(JsonValue::asObject)
                    .orElse(null);
            return RequestId.ofJson(token).map(this::find).orElse(null);
        } catch (McpException e) {
            return null;
        }
    }
}
