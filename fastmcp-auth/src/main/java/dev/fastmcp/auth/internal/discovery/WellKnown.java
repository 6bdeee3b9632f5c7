package dev.fastmcp.auth.internal.discovery;

import dev.fastmcp.auth.internal.wire.WebOrigin;
import java.net.URI;
import java.util.List;

/** Where metadata is published: under names that begin with {@code /.well-known/}, which come before the path of what they describe (RFC 8414, section 3.1; RFC 9728, section 3.1). */
final class WellKnown {

    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private WellKnown() {}

    /** The places to look for the metadata of a server, the most specific first. */
    static List<URI> ofResource(URI server) {
        String origin = WebOrigin.of(server).toString();
        String path = pathOf(server);
        URI root = URI.create(origin + RESOURCE);
        return path.isEmpty() ? List.of(root) : List.of(URI.create(origin + RESOURCE + path), root);
    }

    /**
     * The places to look for the metadata of an issuer, in the order of the MCP specification. For an issuer with a path the root is not asked: it may be another issuer's.
     */
    static List<URI> ofIssuer(URI issuer) {
        String origin = WebOrigin.of(issuer).toString();
        String path = pathOf(issuer);
        URI oauth = URI.create(origin + AUTHORIZATION_SERVER + path);
        URI openid = URI.create(origin + OPENID + path);
        return path.isEmpty() ? List.of(oauth, openid) : List.of(oauth, openid, URI.create(origin + path + OPENID));
    }

    /** The path without the slash at its end, which is to be removed before a path is appended. */
    private static String pathOf(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
