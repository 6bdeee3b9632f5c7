package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.MultiplexedChannel;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * HTTP+SSE (specification 2024-11-05, "HTTP with SSE"): one event stream brings all messages of the server; each message of ours is a POST to the address that the first
 * event names.
 */
public final class SseChannel extends MultiplexedChannel implements EventStreamParser.Receiver {

    private static final System.Logger LOG = System.getLogger(SseChannel.class.getName());
    private static final Duration ORDER_PATIENCE = Duration.ofSeconds(5);
    private static final int SHOWN_CHARACTERS = 200;

    private final HttpGate gate;
    private final String endpoint;
    private final StatusErrors statusErrors;
    private final Consumer<? super Channel> onClosed;
    private final Call stream;
    private final EventStreamParser parser;
    /** By request id; messages without one by themselves. */
    private final ConcurrentMap<Object, Call> posts = new ConcurrentHashMap<>();

    private volatile @Nullable URI messages;

    /** Open until the last notification has been taken. Replaced by one writer at a time. */
    private volatile CountDownLatch notified = new CountDownLatch(0);

    private volatile @Nullable String version;

    private SseChannel(HttpGate gate, ChannelContext context, Consumer<? super Channel> onClosed) {
        super(context, gate.settings().endpoint());
        this.gate = gate;
        this.endpoint = gate.settings().endpoint();
        this.statusErrors = new StatusErrors(context.codec(), gate);
        this.onClosed = onClosed;
        this.stream = new Call(Deadline.after(context.connectTimeout()));
        this.parser = new EventStreamParser(context.limits().maxMessageBytes(), this);
    }

    /**
     * Connects, and waits for the event that names the address for messages.
     *
     * @param onClosed called once, when the channel has become closed
     */
    public static SseChannel open(
            HttpSettings settings, ConnectionPool pool, ChannelContext context, Consumer<? super Channel> onClosed)
            throws InterruptedException {
        SseChannel channel = new SseChannel(new HttpGate(settings, pool), context, onClosed);
        pool.enter();
        boolean opened = false;
        try {
            channel.connect();
            opened = true;
            return channel;
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    private void connect() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("connecting was interrupted before anything was sent");
        }
        OutgoingRequest get = new OutgoingRequest(
                "GET",
                gate.settings().uri(),
                Map.of("Accept", MediaTypes.EVENT_STREAM),
                null,
                gate.settings().silence(),
                gate.settings().idleTimeout(),
                true);
        gate.pool().watch().add(stream);
        HttpReply reply = null;
        try {
            reply = gate.exchange(get, ownHeaders(), stream);
            checkStream(reply);
            HttpReply open = reply;
            while (messages == null) {
                if (!readSome(open)) {
                    throw new TransportException(
                            TransportException.Kind.CONNECT_FAILED,
                            endpoint + " ended its event stream before it named the address for messages");
                }
            }
            stream.stopClock();
            reply = null;
            Thread.ofVirtual().name("fastmcp-sse-reader").start(() -> read(open));
        } catch (IOException e) {
            throw Failures.of("Connecting", endpoint, stream, e);
        } finally {
            gate.pool().watch().remove(stream);
            if (reply != null) {
                reply.close();
            }
        }
    }

    /** For what is no exchange. */
    private Map<String, String> ownHeaders() {
        return context().headers().get().asMap();
    }

    private void checkStream(HttpReply reply) {
        if (!reply.isSuccess()) {
            throw statusErrors.of("Connecting", reply, stream);
        }
        if (!MediaTypes.isEventStream(reply.header("Content-Type"))) {
            throw new ProtocolException("Connecting failed: " + endpoint
                    + " answered with something else than an event stream; is this the address of an SSE server?");
        }
    }

    /** Returns false at the end of the stream. */
    private boolean readSome(HttpReply reply) throws IOException {
        try {
            return reply.feed(parser);
        } catch (EventStreamParser.EventTooLargeException e) {
            throw Failures.tooLarge(endpoint, context().limits().maxMessageBytes(), e);
        }
    }

    private void read(HttpReply reply) {
        try (reply) {
            boolean more = true;
            while (more && isOpen()) {
                more = readSome(reply);
            }
            lost(new TransportException(
                    TransportException.Kind.CLOSED_BY_SERVER, endpoint + " ended its event stream"));
        } catch (TransportException e) {
            lost(e);
        } catch (IOException e) {
            lost(broken(e));
        } finally {
            posts.values().forEach(post -> post.end(Call.Ended.CLOSED));
        }
    }

    private TransportException broken(IOException e) {
        try {
            McpException failure = Failures.of("Reading", endpoint, stream, e);
            return failure instanceof TransportException known
                    ? known
                    : new TransportException(
                            TransportException.Kind.IO_FAILED, String.valueOf(failure.getMessage()), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new TransportException(TransportException.Kind.IO_FAILED, "Reading was interrupted", interrupted);
        }
    }

    @Override
    public void onEvent(String type, byte[] data, int length) {
        if (type.equals("endpoint")) {
            named(new String(data, 0, length, StandardCharsets.UTF_8));
        } else if (type.equals("message") && length > 0) {
            received(data, 0, length);
        }
    }

    /** The first counts. Messages may hold credentials, so they go to the origin that the user named and to no other. */
    private void named(String reference) {
        if (messages != null) {
            return;
        }
        URI target = gate.sameOrigin(gate.settings().uri(), reference);
        if (target == null) {
            throw new TransportException(
                    TransportException.Kind.CONNECT_FAILED,
                    endpoint + " wants messages to be sent to another origin, which is refused: "
                            + ServerText.excerpt(reference.split("\\?", 2)[0], SHOWN_CHARACTERS));
        }
        messages = target;
    }

    @Override
    public void agreed(String agreed) {
        version = agreed;
    }

    @Override
    public ChannelTraits traits() {
        return ChannelTraits.LEGACY_PIPE;
    }

    @Override
    protected long nonBlockingBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    protected void transmit(byte[] message) {
        throw new UnsupportedOperationException("messages are sent with their kind");
    }

    /**
     * On a thread of its own: some servers answer the POST only when they have done what it asks for. But they refuse a request that overtakes the notification before it.
     */
    @Override
    protected void transmit(JsonRpcMessage message, byte[] utf8, Map<String, String> headers) {
        Call post = new Call(Deadline.after(Duration.ZERO));
        Object key = message instanceof JsonRpcMessage.Request request ? request.id() : post;
        posts.put(key, post);
        gate.pool().watch().add(post);
        CountDownLatch before = notified;
        CountDownLatch answered = new CountDownLatch(message instanceof JsonRpcMessage.Notification ? 1 : 0);
        if (answered.getCount() > 0) {
            notified = answered;
        }
        Thread.ofVirtual().name("fastmcp-sse-post").start(() -> {
            try {
                // If that takes too long, the order is the server's own fault.
                before.await(ORDER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                post(message, utf8, message instanceof JsonRpcMessage.Request ? headers : ownHeaders(), post);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                answered.countDown();
                posts.remove(key, post);
                gate.pool().watch().remove(post);
            }
        });
    }

    @Override
    protected void abandoned(RequestId id) {
        Call post = posts.get(id);
        if (post != null) {
            post.end(Call.Ended.CLOSED);
        }
    }

    private void post(JsonRpcMessage message, byte[] utf8, Map<String, String> headers, Call call) {
        String what = message instanceof JsonRpcMessage.Request request ? request.method() : "a message";
        McpException failure = null;
        try (HttpReply reply = gate.exchange(request(utf8), headers, call)) {
            if (!reply.isSuccess()) {
                failure = statusErrors.of(what, reply, call);
            } else {
                reply.endsSoon();
            }
        } catch (IOException e) {
            try {
                failure = Failures.of(what, endpoint, call, e);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (McpException e) {
            failure = e;
        }
        if (failure != null && message instanceof JsonRpcMessage.Request request) {
            failed(request.id(), failure);
        } else if (failure != null) {
            LOG.log(System.Logger.Level.DEBUG, "A message could not be delivered", failure);
        }
    }

    private OutgoingRequest request(byte[] utf8) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", MediaTypes.JSON);
        headers.put("Accept", MediaTypes.JSON);
        String agreed = version;
        if (agreed != null) {
            headers.put("MCP-Protocol-Version", agreed);
        }
        URI target = messages;
        if (target == null) {
            throw new IllegalStateException("not connected");
        }
        HttpSettings settings = gate.settings();
        return new OutgoingRequest("POST", target, headers, utf8, settings.silence(), settings.idleTimeout(), false);
    }

    @Override
    protected void disconnect() {
        stream.end(Call.Ended.CLOSED);
        posts.values().forEach(post -> post.end(Call.Ended.CLOSED));
        gate.pool().leave();
        onClosed.accept(this);
    }
}
