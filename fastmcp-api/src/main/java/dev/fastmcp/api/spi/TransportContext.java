package dev.fastmcp.api.spi;

import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestHeaders;
import java.util.Optional;

/** What a {@link TransportFactory} is told about the client it makes a transport for. */
public interface TransportContext {

    /**
     * Returns the limits the client was given.
     *
     * @return the limits
     */
    Limits limits();

    /**
     * Returns the headers the client was given, for transports that support {@link TransportOption#HEADERS}.
     *
     * @return the headers
     * @implSpec the default is none
     */
    default RequestHeaders headers() {
        return RequestHeaders.NONE;
    }

    /**
     * Tells whether certificates are not to be verified, for transports that support {@link TransportOption#UNVERIFIED_TLS}.
     *
     * @return true to verify nothing
     * @implSpec the default is false
     */
    default boolean unverifiedTls() {
        return false;
    }

    /**
     * Returns how the client proves who it is, for transports that support {@link TransportOption#AUTHENTICATION}.
     *
     * @return the authentication; empty if it does not
     * @implSpec the default is empty
     */
    default Optional<Authentication> authentication() {
        return Optional.empty();
    }
}
