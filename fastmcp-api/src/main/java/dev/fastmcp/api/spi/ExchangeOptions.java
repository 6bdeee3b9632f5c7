package dev.fastmcp.api.spi;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How a request is to be exchanged.
 *
 * @param timeout how long to wait for the response, from the call of {@code exchange}; {@link Duration#ZERO} waits without limit
 * @param related receives, on the exchanging thread, the notifications that belong to this request
 * @param headers HTTP headers for this request, for channels that have any
 * @param parameters arguments that the server wants to see outside the message as well, by the names it gave them ({@code x-mcp-header}, specification
 *     2026-07-28); for channels that {@linkplain ChannelTraits#mirrorsParameters() take them}
 */
public record ExchangeOptions(
        Duration timeout,
        Consumer<? super JsonRpcMessage.Notification> related,
        Map<String, String> headers,
        Map<String, String> parameters) {

    /**
     * Creates options without headers and parameters.
     *
     * @param timeout how long to wait; zero waits without limit
     * @param related receives the notifications that belong to this request
     */
    public ExchangeOptions(Duration timeout, Consumer<? super JsonRpcMessage.Notification> related) {
        this(timeout, related, Map.of(), Map.of());
    }

    /**
     * Returns options that ignore related notifications.
     *
     * @param timeout how long to wait; zero waits without limit
     * @return the options
     */
    public static ExchangeOptions timeout(Duration timeout) {
        return new ExchangeOptions(timeout, notification -> {});
    }
}
