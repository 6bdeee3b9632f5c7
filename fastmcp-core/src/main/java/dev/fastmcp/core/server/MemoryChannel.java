package dev.fastmcp.core.server;

import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A client and a server in one process. A request is answered on the thread of its caller, and nothing is written down: both sides see the same objects. A timeout interrupts the handler, so one that ignores
 * interruption holds up its caller.
 */
public final class MemoryChannel implements Channel {

    private static final String PROGRESS = "notifications/progress";

    private final ChannelContext context;
    private final String endpoint;
    private final boolean raising;
    private final ChannelTraits traits;
    private final Conversation conversation;
    private volatile boolean open = true;

    /**
     * Opens a channel.
     *
     * @param endpoint how the server is called in messages
     * @param raising whether callers see the exceptions of handlers themselves
     */
    public MemoryChannel(ServerCore core, ChannelContext context, String endpoint, boolean raising) {
        this(core, context, endpoint, raising, ChannelTraits.PIPE);
    }

    /**
     * Opens a channel.
     *
     * @param endpoint how the server is called in messages
     * @param raising whether callers see the exceptions of handlers themselves
     * @param traits what clients are told of the channel
     */
    public MemoryChannel(
            ServerCore core, ChannelContext context, String endpoint, boolean raising, ChannelTraits traits) {
        this.traits = traits;
        this.context = context;
        this.endpoint = endpoint;
        this.raising = raising;
        this.conversation = core.converseByReference(this::deliver);
    }

    @Override
    public JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions options)
            throws InterruptedException {
        requireOpen();
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        AtomicReference<@Nullable RuntimeException> refused = new AtomicReference<>();
        MemoryDeadline deadline = MemoryDeadline.of(options, () -> conversation.cancel(request.id()));
        Optional<JsonRpcMessage.Response> response;
        try {
            Outlet outlet = message -> {
                try {
                    deliver(message, options, deadline);
                } catch (RuntimeException e) {
                    // The caller's own, which is nothing to the handler.
                    refused.compareAndSet(null, e);
                    conversation.cancel(request.id());
                }
            };
            response = conversation.answer(request, new Arrival(Map.of(), outlet, raising ? thrown::set : null));
        } finally {
            deadline.end();
        }
        if (refused.get() instanceof RuntimeException ofListener) {
            throw ofListener;
        }
        if (response.isPresent()) {
            if (raising && thrown.get() instanceof Throwable cause) {
                throw MemoryChannel.<RuntimeException>same(cause);
            }
            return response.get();
        }
        requireOpen();
        if (deadline.isOver()) {
            throw new RequestTimeoutException(
                    request.method() + " timed out: no answer within "
                            + options.timeout().toMillis() + " ms from " + endpoint,
                    options.timeout(),
                    null);
        }
        throw new InterruptedException("interrupted while " + endpoint + " answered " + request.method());
    }

    /** The exception of a handler reaches the caller as it is, whether it is checked or not. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E same(Throwable cause) throws E {
        throw (E) cause;
    }

    private void requireOpen() {
        if (!open) {
            throw new SessionClosedException("The connection to " + endpoint + " was closed");
        }
    }

    private void deliver(JsonRpcMessage message, ExchangeOptions options, MemoryDeadline deadline) {
        if (message instanceof JsonRpcMessage.Notification notification
                && notification.method().equals(PROGRESS)) {
            deadline.progressed();
            options.related().accept(notification);
        } else {
            deliver(message);
        }
    }

    private void deliver(JsonRpcMessage message) {
        if (!open) {
            return;
        }
        switch (message) {
            case JsonRpcMessage.Request request -> context.listener().onRequest(request);
            case JsonRpcMessage.Notification notification -> context.listener().onNotification(notification);
            default ->
                throw new IllegalArgumentException(
                        "a server sends no " + message.getClass().getSimpleName());
        }
    }

    @Override
    public void send(JsonRpcMessage message) {
        requireOpen();
        switch (message) {
            case JsonRpcMessage.Notification notification -> conversation.receive(notification);
            case JsonRpcMessage.Response response -> conversation.receive(response);
            default -> throw new IllegalArgumentException("requests go through exchange");
        }
    }

    @Override
    public ChannelTraits traits() {
        return traits;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        conversation.close();
    }
}
