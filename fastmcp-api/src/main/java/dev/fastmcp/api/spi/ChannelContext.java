package dev.fastmcp.api.spi;

import dev.fastmcp.api.http.RequestHeaders;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a channel gets from its client.
 *
 * @param codec reads and writes messages
 * @param limits what a server may not exceed
 * @param listener hears what the server sends by itself
 * @param connectTimeout how long establishing the connection may take
 * @param headers HTTP headers, in addition to those of the transport, over which they win, for all that the channel sends beside the requests of {@link Channel#exchange}, whose options have their own: notifications and
 *     answers, streams to listen to, the end of a session, the handshake of a WebSocket. Asked each time, on any thread; for channels that have headers
 */
public record ChannelContext(
        MessageCodec codec,
        Limits limits,
        ChannelListener listener,
        Duration connectTimeout,
        Supplier<RequestHeaders> headers) {

    /**
     * Creates a context without headers.
     *
     * @param codec reads and writes messages
     * @param limits what a server may not exceed
     * @param listener hears what the server sends by itself
     * @param connectTimeout how long establishing the connection may take
     */
    public ChannelContext(MessageCodec codec, Limits limits, ChannelListener listener, Duration connectTimeout) {
        this(codec, limits, listener, connectTimeout, () -> RequestHeaders.NONE);
    }
}
