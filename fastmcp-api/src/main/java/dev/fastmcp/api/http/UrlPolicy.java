package dev.fastmcp.api.http;

import java.net.InetAddress;
import java.net.URI;

/**
 * Decides which addresses that a server names (in a redirect, in an event, in its metadata) may be asked. The address that the user gave is not subject to it. Thread-safe.
 */
@FunctionalInterface
public interface UrlPolicy {

    /**
     * {@code https} anywhere, and {@code http} within this machine; no credentials in the address. A server within this machine may name others there only by {@code http}. Names that a server gives
     * may lead no deeper inside than the server itself is: only a server of a private network may name private addresses, only one of this machine this machine, and none link-local addresses, where
     * clouds keep their secrets.
     */
    UrlPolicy DEFAULT = new UrlRules();

    /**
     * Decides.
     *
     * @param named what the server named, absolute
     * @param server the address of the server that named it
     * @return true if it may be asked
     */
    boolean allows(URI named, URI server);

    /**
     * Decides about an address that was found for the name, before a connection to it is made. Not asked where a proxy finds the address.
     *
     * @param address where the connection would lead
     * @param named what the server named; {@link #allows(URI, URI)} has said yes to it
     * @param server the address of the server that named it
     * @return true if it may be asked
     * @implSpec the default says yes
     */
    default boolean allows(InetAddress address, URI named, URI server) {
        return true;
    }
}
