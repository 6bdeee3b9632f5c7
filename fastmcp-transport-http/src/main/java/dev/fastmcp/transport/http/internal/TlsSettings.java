package dev.fastmcp.transport.http.internal;

import javax.net.ssl.SSLSocketFactory;

/**
 * How https connections are secured.
 *
 * @param sockets makes TLS sockets
 * @param verified whether the name in the server's certificate must be the one that was asked for
 */
public record TlsSettings(SSLSocketFactory sockets, boolean verified) {}
