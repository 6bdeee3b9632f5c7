package dev.fastmcp.auth.internal.discovery;

import java.util.Optional;

/**
 * Who issues tokens for a server.
 *
 * @param resource what the server says about itself; empty if it says nothing
 * @param authorizationServer who issues its tokens
 * @param resourceIndicator the value of the {@code resource} parameter (RFC 8707)
 */
public record Discovered(
        Optional<ProtectedResource> resource, AuthorizationServer authorizationServer, String resourceIndicator) {}
