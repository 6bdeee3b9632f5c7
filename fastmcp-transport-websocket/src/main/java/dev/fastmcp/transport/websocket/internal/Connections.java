package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of one transport. */
public final class Connections {

    private final ConnectOptions options;
    private final Set<WebSocketChannel> open = ConcurrentHashMap.newKeySet();

    public Connections(ConnectOptions options) {
        this.options = options;
    }

    public Channel open(ChannelContext context) throws InterruptedException {
        NonStandard.announce();
        Connection connection = new Dialer(options, context.headers()).dial(context.connectTimeout());
        WebSocketChannel channel = new WebSocketChannel(context, options, connection, open::remove);
        open.add(channel);
        channel.start();
        return channel;
    }

    /** Closes all at the same time, so that it takes no longer than one. */
    public void close() {
        List<Thread> closing = open.stream()
                .map(channel ->
                        Thread.ofVirtual().name("fastmcp-websocket-close").start(channel::close))
                .toList();
        try {
            for (Thread each : closing) {
                each.join();
            }
        } catch (InterruptedException e) {
            // They end all the same, but the caller does not wait for it.
            Thread.currentThread().interrupt();
        }
    }
}
