package dev.fastmcp.transport.http.internal;

import java.net.URI;
import java.util.Locale;

/** Whom a connection leads to (RFC 6454): scheme, host and port. */
public record Origin(boolean tls, String host, int port) {

    /** Tells whether an address has the scheme http or https. */
    public static boolean isWeb(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Returns an address without its query, which may hold a key. */
    static String withPath(URI uri) {
        String path = uri.getRawPath();
        return of(uri) + (path == null ? "" : path);
    }

    /** Returns the origin of an absolute http or https address. */
    public static Origin of(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return new Origin(tls, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    /** The host as a name server takes it: without the brackets of an IPv6 literal. */
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The value of the Host header. */
    String authority() {
        return port == (tls ? 443 : 80) ? host : host + ':' + port;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
