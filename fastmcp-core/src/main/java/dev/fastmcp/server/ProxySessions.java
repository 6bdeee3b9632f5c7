package dev.fastmcp.server;

/** How the clients of a proxy share connections to the server behind it. */
public enum ProxySessions {

    /**
     * Each client has a connection of its own, so that what the server asks reaches the right one. A client of which one request is known at a time (Streamable HTTP in the modern era) shares a connection with others of that kind, but for
     * requests that an older server may ask about: each of these has a connection to itself while it lasts, which to a server that is started means another process. Log messages reach such a client only if no other one has a request on its way.
     */
    PER_CLIENT,

    /**
     * All clients share one connection. What an older server asks or logs by itself reaches a client only if no other one has a request on its way, since nobody could tell whose it is.
     */
    SHARED
}
