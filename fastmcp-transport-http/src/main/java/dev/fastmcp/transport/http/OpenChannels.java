package dev.fastmcp.transport.http;

import dev.fastmcp.api.spi.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The channels that a transport has open. Thread-safe. */
final class OpenChannels {

    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    <C extends Channel> C add(C channel) {
        channels.add(channel);
        return channel;
    }

    void remove(Channel channel) {
        channels.remove(channel);
    }

    void closeAll() {
        channels.forEach(Channel::close);
        channels.clear();
    }
}
