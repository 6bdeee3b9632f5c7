package dev.fastmcp.api.spi;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a request is to be exchanged.
 *
 * @param timeout how long to wait for the response, from the call of {@code exchange}; {@link Duration#ZERO} waits without limit
 * @param related receives, on the exchanging thread, the notifications that belong to this request
 */
public record ExchangeOptions(Duration timeout, Consumer<? super JsonRpcMessage.Notification> related) {

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
