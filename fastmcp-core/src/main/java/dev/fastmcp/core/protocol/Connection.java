package dev.fastmcp.core.protocol;

import dev.fastmcp.api.spi.Channel;

/** A channel on which both sides know how to talk. */
public record Connection(Channel channel, ProtocolEngine engine) {

    /** Tells whether the next call can use it. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Ends it, and with it what handlers do for the server. */
    public void close() {
        engine.stop();
        channel.close();
    }
}
