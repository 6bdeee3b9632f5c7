package dev.fastmcp.api.spi;

import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.api.http.UrlPolicy;
import java.net.URI;

/**
 * Makes HTTP engines for requests that belong to no transport, such as the question whether a server wants a login; found through {@link java.util.ServiceLoader}. Implementations have a public
 * constructor without parameters, and do no work in it.
 */
public interface HttpExchangerProvider {

    /**
     * Makes an engine with default options.
     *
     * @param server the server that all this is about: the policy judges addresses in its light
     * @param policy decides which addresses may be asked
     * @return an engine
     */
    HttpExchanger create(URI server, UrlPolicy policy);
}
