package dev.fastmcp.core.protocol;

import dev.fastmcp.api.LogListener;
import dev.fastmcp.api.NotificationListener;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.LoggingMessage;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelListener;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** What a server sends by itself, on one connection: brought to listeners, or answered, never on the reader's thread. */
final class InboundMessages implements ChannelListener {

    private static final System.Logger LOG = System.getLogger(InboundMessages.class.getName());
    private static final String LOG_MESSAGE = "notifications/message";

    private static final int MAX_ANSWERS = 256;

    private final ClientOptions options;
    private final CompletableFuture<Channel> channel = new CompletableFuture<>();
    private final SerialQueue logQueue = new SerialQueue("fastmcp-log");
    private final SerialQueue notificationQueue = new SerialQueue("fastmcp-notifications");

    /** Bounds what a server that asks faster than it reads can make us hold. */
    private final Semaphore answers = new Semaphore(MAX_ANSWERS);

    private volatile boolean requestsAllowed = true;

    InboundMessages(ClientOptions options) {
        this.options = options;
    }

    /** Tells where answers go; requests that came before wait for it. */
    void bind(Channel opened) {
        channel.complete(opened);
    }

    /** From now on requests of the server break the protocol; there is nothing to answer them with. */
    void forbidRequests() {
        requestsAllowed = false;
    }

    @Override
    public void onRequest(JsonRpcMessage.Request request) {
        if (!requestsAllowed) {
            LOG.log(System.Logger.Level.WARNING, "Dropped a request of the server, which its protocol version forbids");
        } else if (!answers.tryAcquire()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Dropped a request of the server, which does not take the answers it has");
        } else {
            Thread.ofVirtual().name("fastmcp-answer").start(() -> {
                try {
                    answer(request);
                } finally {
                    answers.release();
                }
            });
        }
    }

    private void answer(JsonRpcMessage.Request request) {
        JsonRpcMessage.Response response = request.method().equals("ping")
                ? new JsonRpcMessage.Success(request.id(), JsonValue.of(Map.of()))
                : new JsonRpcMessage.Failure(
                        Optional.of(request.id()),
                        JsonRpcError.of(JsonRpcError.METHOD_NOT_FOUND, "This client does not offer the method"));
        try {
            channel.join().send(response);
        } catch (McpException e) {
            LOG.log(System.Logger.Level.DEBUG, "Could not answer the server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onNotification(JsonRpcMessage.Notification notification) {
        if (notification.method().equals(LOG_MESSAGE)) {
            for (LogListener listener : options.logListeners()) {
                logQueue.submit(() -> log(notification, listener));
            }
        }
        for (NotificationListener listener : options.notificationListeners()) {
            notificationQueue.submit(() -> listener.onNotification(notification));
        }
    }

    private static void log(JsonRpcMessage.Notification notification, LogListener listener) {
        LoggingMessage message = notification.params().orElse(JsonValue.NULL).as(LoggingMessage.class);
        if (message != null) {
            listener.onLog(message);
        }
    }

    @Override
    public void onLost(TransportException cause) {
        LOG.log(System.Logger.Level.DEBUG, "Connection lost", cause);
    }
}
