package dev.fastmcp.transport.http.internal;

import java.net.URI;
import java.util.Locale;

/** Whom a connection leads to (RFC 6454): scheme, host and port. */
public record Origin(boolean tls, String host, int port) {

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
