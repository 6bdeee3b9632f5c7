package dev.fastmcp.transport.http;

import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.api.spi.HttpExchangerProvider;
import dev.fastmcp.transport.http.internal.PooledExchanger;
import java.net.URI;

/** Makes HTTP engines on {@link HttpConnections#shared()}. */
public final class PooledExchangerProvider implements HttpExchangerProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public PooledExchangerProvider() {}

    @Override
    public HttpExchanger create(URI server, UrlPolicy policy) {
        return new PooledExchanger(HttpConnections.shared().pool(), server, policy);
    }
}
