package dev.fastmcp.auth.internal.wire;

import java.net.URI;
import java.util.Locale;

/**
 * The origin of a web address (RFC 6454): two addresses with the same origin belong to the same server.
 *
 * @param port the usual one of the scheme if the address names none
 */
public record WebOrigin(String scheme, String host, int port) {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    public static WebOrigin of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return new WebOrigin(
                scheme,
                String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT),
                uri.getPort() >= 0 ? uri.getPort() : usualPort(scheme));
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
    }

    /** The origin as addresses begin with it: without a port that goes without saying, and without a slash at the end. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == usualPort(scheme) ? "" : ":" + port);
    }
}
