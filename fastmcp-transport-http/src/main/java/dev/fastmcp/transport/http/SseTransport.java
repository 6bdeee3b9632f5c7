package dev.fastmcp.transport.http;

import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.transport.http.internal.HttpSettings;
import dev.fastmcp.transport.http.internal.SseChannel;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * HTTP+SSE, the way of the first release: an event stream from the server, and a POST for each message to it. The specification has deprecated it since 2025-03-26; use it for
 * servers that offer nothing else. It exists in the legacy era only.
 *
 * <p>The server names the address for messages; it must have the scheme, host and port of the stream's. A stream that ends is a lost connection, and the next call
 * makes a new one.
 *
 * <p>Immutable and thread-safe.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2024-11-05/basic/transports">HTTP with SSE in the specification</a>
 */
public final class SseTransport implements ClientTransport {

    private static final System.Logger LOG = System.getLogger(SseTransport.class.getName());

    private final HttpSettings settings;
    private final HttpConnections connections;
    private final OpenChannels channels = new OpenChannels();
    private final AtomicBoolean noticed = new AtomicBoolean();

    private SseTransport(Builder builder) {
        this.connections = builder.connections();
        this.settings = builder.settings(false, connections);
    }

    /**
     * Makes a transport with default options.
     *
     * @param address where the event stream is, http or https
     * @return the transport
     * @throws IllegalArgumentException if the address cannot be used
     */
    public static SseTransport of(String address) {
        return builder(address).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param address where the event stream is, http or https
     * @return a builder with default options
     * @throws IllegalArgumentException if the address cannot be used
     */
    public static Builder builder(String address) {
        return new Builder(Addresses.parsed(address));
    }

    /**
     * Starts to describe a transport.
     *
     * @param address where the event stream is, http or https
     * @return a builder with default options
     * @throws IllegalArgumentException if the address cannot be used
     */
    public static Builder builder(URI address) {
        return new Builder(address);
    }

    @Override
    public Channel open(ChannelContext context) throws InterruptedException {
        if (noticed.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} is reached over HTTP+SSE, which is deprecated: ask its operators for Streamable HTTP",
                    endpoint());
        }
        return channels.add(SseChannel.open(settings, connections.pool(), context, channels::remove));
    }

    @Override
    public void close() {
        channels.closeAll();
    }

    @Override
    public String endpoint() {
        return settings.endpoint();
    }

    /** Returns the address without its query. */
    @Override
    public String toString() {
        return "SseTransport[" + endpoint() + "]";
    }

    /** Collects the options of a transport. Not thread-safe. */
    public static final class Builder extends HttpBuilder<Builder> {

        private Builder(URI uri) {
            super(uri);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        public SseTransport build() {
            return new SseTransport(this);
        }
    }
}
