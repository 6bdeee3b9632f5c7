package dev.fastmcp.api.http;

import java.net.URI;
import java.util.Objects;

/**
 * What an {@link Authentication} is told about the server it is for.
 *
 * @param server the address of the server, as the user gave it
 * @param http reaches other addresses through the same engine, with the same TLS and proxy as the server itself
 * @param urlPolicy decides which addresses that a server names may be asked, or shown to a person
 */
public record AuthContext(URI server, HttpExchanger http, UrlPolicy urlPolicy) {

    /** Checks that nothing is missing. */
    public AuthContext {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(urlPolicy, "urlPolicy");
    }
}
