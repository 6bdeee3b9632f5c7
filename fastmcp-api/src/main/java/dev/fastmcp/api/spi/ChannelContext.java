package dev.fastmcp.api.spi;

import java.time.Duration;

/**
 * What a channel gets from its client.
 *
 * @param codec reads and writes messages
 * @param limits what a server may not exceed
 * @param listener hears what the server sends by itself
 * @param connectTimeout how long establishing the connection may take
 */
public record ChannelContext(MessageCodec codec, Limits limits, ChannelListener listener, Duration connectTimeout) {}
