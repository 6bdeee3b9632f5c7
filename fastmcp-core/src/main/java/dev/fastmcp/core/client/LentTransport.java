package dev.fastmcp.core.client;

import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;

/** A transport that somebody else closes. */
record LentTransport(ClientTransport owned) implements ClientTransport {

    @Override
    public Channel open(ChannelContext context) throws InterruptedException {
        return owned.open(context);
    }

    @Override
    public void close() {
        // The owner does that.
    }

    @Override
    public String endpoint() {
        return owned.endpoint();
    }
}
