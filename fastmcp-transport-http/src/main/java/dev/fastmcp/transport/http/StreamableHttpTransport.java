package dev.fastmcp.transport.http;

import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.transport.http.internal.HttpSettings;
import dev.fastmcp.transport.http.internal.SseChannel;
import dev.fastmcp.transport.http.internal.SseFallback;
import dev.fastmcp.transport.http.internal.StreamableHttpChannel;
import java.net.URI;
import java.time.Duration;

/**
 * Streamable HTTP, in both eras of the protocol: every message is a POST, answered with JSON or an event stream. If a server turns out to know only the way of the first
 * release, {@link SseTransport} takes over at the same address.
 *
 * <p>The address is used exactly as it is given, path, query and trailing slash included. Nothing is sent before the first session is opened. Requests run on the threads
 * that make them; a session that nobody uses has no thread of the platform.
 *
 * <p>Immutable and thread-safe.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports">Streamable HTTP in the specification</a>
 */
public final class StreamableHttpTransport implements ClientTransport {

    private final HttpSettings settings;
    private final HttpConnections connections;
    private final boolean fallback;
    private final OpenChannels channels = new OpenChannels();

    private StreamableHttpTransport(Builder builder) {
        this.connections = builder.connections();
        this.settings = builder.settings(builder.listening, connections);
        this.fallback = builder.fallback;
    }

    /**
     * Makes a transport with default options.
     *
     * @param address where the server is, http or https
     * @return the transport
     * @throws IllegalArgumentException if the address cannot be used
     */
    public static StreamableHttpTransport of(String address) {
        return builder(address).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param address where the server is, http or https
     * @return a builder with default options
     * @throws IllegalArgumentException if the address cannot be used
     */
    public static Builder builder(String address) {
        return new Builder(Addresses.parsed(address));
    }

    /**
     * Starts to describe a transport.
     *
     * @param address where the server is, http or https
     * @return a builder with default options
     * @throws IllegalArgumentException if the address cannot be used
     */
    public static Builder builder(URI address) {
        return new Builder(address);
    }

    /** Sends nothing yet. */
    @Override
    public Channel open(ChannelContext context) {
        StreamableHttpChannel channel =
                channels.add(new StreamableHttpChannel(settings, connections.pool(), context, channels::remove));
        return fallback ? new SseFallback(channel, timeout -> openSse(context, timeout)) : channel;
    }

    private Channel openSse(ChannelContext context, Duration timeout) throws InterruptedException {
        ChannelContext rest =
                new ChannelContext(context.codec(), context.limits(), context.listener(), timeout, context.headers());
        return channels.add(SseChannel.open(settings, connections.pool(), rest, channels::remove));
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
        return "StreamableHttpTransport[" + endpoint() + "]";
    }

    /** Collects the options of a transport. Not thread-safe. */
    public static final class Builder extends HttpBuilder<Builder> {

        private boolean listening = true;
        private boolean fallback = true;

        private Builder(URI uri) {
            super(uri);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets whether a session of the legacy era keeps a stream open for what the server sends by itself: list changes, log messages, its own requests.
         *
         * @param listen true by default; servers that offer no such stream are fine
         * @return this builder
         */
        public Builder listen(boolean listen) {
            listening = listen;
            return this;
        }

        /**
         * Sets whether HTTP+SSE is tried if the server refuses the handshake with status 400, 404 or 405.
         *
         * @param fallBack true by default
         * @return this builder
         */
        public Builder sseFallback(boolean fallBack) {
            fallback = fallBack;
            return this;
        }

        @Override
        public StreamableHttpTransport build() {
            return new StreamableHttpTransport(this);
        }
    }
}
