package dev.fastmcp.transport.http;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.ChannelListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a server sent by itself. */
final class Recorder implements ChannelListener {

    final List<JsonRpcMessage.Request> requests = new CopyOnWriteArrayList<>();
    final List<JsonRpcMessage.Notification> notifications = new CopyOnWriteArrayList<>();
    final List<TransportException> losses = new CopyOnWriteArrayList<>();

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
}
