package dev.fastmcp.api.http;

import java.net.URI;

/**
 * A request that needs credentials.
 *
 * @param method the HTTP method, such as {@code POST}
 * @param uri where the request goes
 */
public record AuthRequest(String method, URI uri) {}
