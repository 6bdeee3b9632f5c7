package com.acme.mcp.pigeon;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leads to a server that listens at a port. Each channel is a socket. */
public final class PigeonTransport implements ClientTransport {

    private final String host;
    private final int port;
    private final Set<PigeonChannel> open = ConcurrentHashMap.newKeySet();

    /**
     * Describes the way; connects to nothing yet.
     *
     * @param host name or address
     * @param port where the server listens
     */
    public PigeonTransport(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public Channel open(ChannelContext context) throws InterruptedException {
        PigeonChannel channel = new PigeonChannel(context, endpoint(), connect(context), open::remove);
        open.add(channel);
        channel.start();
        return channel;
    }

    private Socket connect(ChannelContext context) throws InterruptedException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), millis(context.connectTimeout()));
            return socket;
        } catch (IOException e) {
            PigeonChannel.closeQuietly(socket);
            // On a virtual thread, an interrupt ends the connecting by closing the socket.
            if (Thread.interrupted()) {
                throw new InterruptedException("connecting to " + endpoint() + " was interrupted");
            }
            throw new TransportException(
                    TransportException.Kind.CONNECT_FAILED,
                    "Cannot connect to " + endpoint() + ": " + e.getMessage() + "; is the server running?",
                    e);
        }
    }

    /** Zero means "without limit" here as there, so the last fraction of a millisecond counts as one. */
    private static int millis(Duration timeout) {
        return timeout.isZero() ? 0 : Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        open.forEach(PigeonChannel::close);
    }

    @Override
    public String endpoint() {
        return "pigeon://" + host + ":" + port;
    }
}
