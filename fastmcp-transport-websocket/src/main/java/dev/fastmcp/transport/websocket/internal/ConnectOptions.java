package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.http.RequestHeaders;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to connect.
 *
 * @param address where the server listens
 * @param headers headers that do not change
 * @param freshHeaders asked for more headers before each handshake
 * @param authenticator who proves who is asking, or {@code null}
 * @param tls whom to trust; {@code null} for the JDK's default
 * @param connectTimeout how long one attempt may take
 * @param pingInterval the time between pings; zero for none
 */
public record ConnectOptions(
        Address address,
        RequestHeaders headers,
        Supplier<RequestHeaders> freshHeaders,
        @Nullable RequestAuthenticator authenticator,
        @Nullable SSLContext tls,
        Duration connectTimeout,
        Duration pingInterval) {

    /**
     * Refuses headers that belong to the protocol.
     *
     * @return the headers
     */
    public static RequestHeaders checked(RequestHeaders headers) {
        for (String name : headers.asMap().keySet()) {
            if (RequestHeaders.isReserved(name)) {
                throw new IllegalArgumentException("header " + name
                        + " cannot be set: it belongs to the protocol; leave it out, or use another name");
            }
        }
        return headers;
    }
}
