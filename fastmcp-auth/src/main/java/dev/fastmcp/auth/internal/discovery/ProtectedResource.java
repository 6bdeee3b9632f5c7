package dev.fastmcp.auth.internal.discovery;

import java.util.List;
import java.util.Optional;

/**
 * The metadata of a protected resource (RFC 9728).
 *
 * @param resource what tokens are asked for: the identifier of the server in its own words
 * @param authorizationServers their issuers; empty if the server names none, which is against the specification
 * @param scopes what the server supports, if it says so
 */
public record ProtectedResource(String resource, List<String> authorizationServers, Optional<List<String>> scopes) {}
