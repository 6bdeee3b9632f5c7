package dev.fastmcp.auth.internal.discovery;

import java.util.List;
import java.util.Optional;

/**
 * The metadata of a protected resource (RFC 9728).
 *
 * @param resource what tokens are asked for: the identifier of the server in its own words
 * @param authorizationServers their issuers; empty if the server names none, which is against the specification
 * @param scopes what the server supports, if it says so
 * @param dpopRequired whether it takes no tokens but those that are bound to a key ({@code dpop_bound_access_tokens_required})
 */
public record ProtectedResource(
        String resource, List<String> authorizationServers, Optional<List<String>> scopes, boolean dpopRequired) {}
