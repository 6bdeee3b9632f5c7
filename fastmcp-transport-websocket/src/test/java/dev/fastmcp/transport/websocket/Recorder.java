package dev.fastmcp.transport.websocket;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.ChannelListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a server sent by itself. */
final class Recorder implements ChannelListener {

    final List<JsonRpcMessage.Notification> notifications = new CopyOnWriteArrayList<>();
    /** What else to do, on the thread that reads. */
    volatile Runnable whenNotified = () -> {};

    final List<TransportException> losses = new CopyOnWriteArrayList<>();

    @Override
    public void onRequest(JsonRpcMessage.Request request) {}

    @Override
    public void onNotification(JsonRpcMessage.Notification notification) {
        notifications.add(notification);
        whenNotified.run();
    }

    @Override
    public void onLost(TransportException cause) {
        losses.add(cause);
    }

    TransportException loss() {
        Await.until("loss of the connection", () -> !losses.isEmpty());
        return losses.get(0);
    }
}
