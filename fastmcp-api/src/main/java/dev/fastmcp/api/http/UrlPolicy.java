package dev.fastmcp.api.http;

import java.net.URI;

/**
 * Decides which addresses that a server names (in a redirect, in an event, in its metadata) may be asked. The address that the user gave is not subject to it. Thread-safe.
 */
@FunctionalInterface
public interface UrlPolicy {

    /** {@code https} anywhere, and {@code http} within this machine; no credentials in the address. A server within this machine may name others there only by {@code http}. */
    UrlPolicy DEFAULT = UrlRules::allows;

    /**
     * Decides.
     *
     * @param named what the server named, absolute
     * @param server the address of the server that named it
     * @return true if it may be asked
     */
    boolean allows(URI named, URI server);
}
