package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.http.UrlPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What both HTTP transports are told.
 *
 * @param headers asked before each request
 * @param responseTimeout how long a server may take to begin its response; zero for no limit of its own
 * @param idleTimeout how long a stream may be silent; zero for no limit
 * @param redirects whether redirects within the origin are followed
 * @param listening whether a legacy session keeps a stream open for what the server sends by itself
 */
public record HttpSettings(
        URI uri,
        Supplier<RequestHeaders> headers,
        @Nullable RequestAuthenticator auth,
        Duration responseTimeout,
        Duration idleTimeout,
        boolean redirects,
        UrlPolicy urlPolicy,
        boolean listening) {

    /** The address for messages: without the query, which may hold a key. */
    public String endpoint() {
        return Origin.withPath(uri);
    }

    /** The silence that ends an exchange before it has begun to answer. */
    Duration silence() {
        return responseTimeout.isZero() ? idleTimeout : responseTimeout;
    }
}
