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
 * @param progressLimit if positive, each of the related notifications starts the timeout anew, until this much time has gone by since the call of {@code exchange}
 */
public record ExchangeOptions(
        Duration timeout,
        Consumer<? super JsonRpcMessage.Notification> related,
        Map<String, String> headers,
        Map<String, String> parameters,
        Duration progressLimit) {

    /**
     * Creates options without headers and parameters.
     *
     * @param timeout how long to wait; zero waits without limit
     * @param related receives the notifications that belong to this request
     */
    public ExchangeOptions(Duration timeout, Consumer<? super JsonRpcMessage.Notification> related) {
        this(timeout, related, Map.of(), Map.of(), Duration.ZERO);
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

    /**
     * Returns the same options with another timeout.
     *
     * @param other how long to wait; zero waits without limit
     * @return the options
     */
    public ExchangeOptions withTimeout(Duration other) {
        return new ExchangeOptions(other, related, headers, parameters, progressLimit);
    }

    /**
     * Returns the deadline after a related notification has arrived.
     *
     * @param current the deadline so far
     * @param limit the end of {@link #progressLimit()}, counted from the call of {@code exchange}
     * @return the same deadline, unless progress starts it anew
     */
    public Deadline afterProgress(Deadline current, Deadline limit) {
        if (progressLimit.isZero() || timeout.isZero()) {
            return current;
        }
        Deadline anew = Deadline.after(timeout);
        return anew.remainingNanos() < limit.remainingNanos() ? anew : limit;
    }
}
