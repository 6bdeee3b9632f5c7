package dev.fastmcp.testkit;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.ChannelListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers all it hears. */
final class RecordingListener implements ChannelListener {

    private final List<JsonRpcMessage.Request> requests = new CopyOnWriteArrayList<>();
    private final List<JsonRpcMessage.Notification> notifications = new CopyOnWriteArrayList<>();
    private final List<TransportException> losses = new CopyOnWriteArrayList<>();

    @Override
    public void onRequest(JsonRpcMessage.Request request) {
        requests.add(request);
    }

    @Override
    public void onNotification(JsonRpcMessage.Notification notification) {
        notifications.add(notification);
    }

    @Override
    public void onLost(TransportException cause) {
        losses.add(cause);
    }

    List<JsonRpcMessage.Request> requests() {
        return requests;
    }

    List<JsonRpcMessage.Notification> notifications() {
        return notifications;
    }

    List<TransportException> losses() {
        return losses;
    }
}
