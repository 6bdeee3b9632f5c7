package dev.fastmcp.transport.websocket.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a server listens.
 *
 * @param secure whether TLS is used
 * @param host name or address; one of IPv6 in brackets
 * @param port the port, also if it is the usual one
 * @param target path and query as they are sent
 * @param display the address without its query
 */
public record Address(boolean secure, String host, int port, String target, String display) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MAX_PORT = 65535;

    /** Messages of URISyntaxException show the whole text, so they are neither used nor kept as a cause. */
    public static Address of(String text) {
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            throw refused(e.getReason().toLowerCase(Locale.ROOT) + " at index " + e.getIndex());
        }
    }

    public static Address of(URI uri) {
        if (!hasScheme(uri)) {
            throw refused(
                    uri.getScheme() == null
                            ? "it has no scheme"
                            : "its scheme is \"" + uri.getScheme().toLowerCase(Locale.ROOT) + '"');
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
            throw refused("it contains a user name or password, which belong into a header or an authenticator");
        }
        if (uri.getHost() == null) {
            throw refused("it has no host, or one that is no valid name");
        }
        if (uri.getRawFragment() != null) {
            throw refused("it has a fragment (#...), which no server gets to see");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw refused("its port is " + uri.getPort() + ", which does not exist");
        }
        return checked(URI.create(uri.toASCIIString()));
    }

    private static Address checked(URI uri) {
        boolean secure = uri.getScheme().equalsIgnoreCase("wss");
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String shownPort = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return new Address(
                secure,
                uri.getHost(),
                uri.getPort() < 0 ? usualPort(secure) : uri.getPort(),
                uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery(),
                (secure ? "wss://" : "ws://") + uri.getHost() + shownPort + uri.getRawPath());
    }

    public static boolean hasScheme(URI uri) {
        return "ws".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
    }

    private static int usualPort(boolean secure) {
        return secure ? HTTPS : HTTP;
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "Not the address of a WebSocket server: " + why + "; give one such as wss://example.com:8443/mcp");
    }

    /** The value of the Host header. */
    String hostHeader() {
        return port == usualPort(secure) ? host : host + ':' + port;
    }

    /** What the handshake asks for, as the HTTP request that it is. */
    public URI httpUri() {
        return URI.create((secure ? "https://" : "http://") + hostHeader() + target);
    }

    /** What follows the path and may hold a secret; empty if there is nothing. */
    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    @Override
    public String toString() {
        return display;
    }
}
