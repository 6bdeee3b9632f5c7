package dev.fastmcp.auth.internal.discovery;

import dev.fastmcp.auth.internal.wire.WebOrigin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/** The names of servers: what tokens are asked for (RFC 8707, section 2). */
final class ResourceIdentifier {

    private ResourceIdentifier() {}

    /** The name of a server that does not name itself: its address without fragment, query (which may hold secrets) and slash at the end. */
    static String canonical(URI server) {
        String path = server.getRawPath() == null ? "" : server.getRawPath();
        return WebOrigin.of(server) + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /**
     * Tells whether a server may go by this name: its own address, or one that its path begins with, segment by segment. RFC 9728 (section 3.3) wants them identical, but servers with several endpoints
     * name what these have in common, and the MCP specification lets them.
     */
    static boolean names(String resource, URI server) {
        URI named;
        try {
            named = new URI(resource);
        } catch (URISyntaxException e) {
            return false;
        }
        return named.getHost() != null
                && named.getRawUserInfo() == null
                && named.getRawFragment() == null
                && WebOrigin.of(named).equals(WebOrigin.of(server))
                && segments(server).startsWith(segments(named))
                && (named.getRawQuery() == null
                        || segments(named).equals(segments(server))
                                && Objects.equals(named.getRawQuery(), server.getRawQuery()));
    }

    /** The path with a slash at its end. */
    private static String segments(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return path.endsWith("/") ? path : path + "/";
    }
}
