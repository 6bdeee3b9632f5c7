package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * What the user has decided about getting tokens, whatever the grant.
 *
 * @param scopes what to ask for; empty to follow the server
 * @param issuer the only authorization server that may be used; empty to follow the server
 * @param endpoints that server's metadata, where it publishes none
 * @param sendsResource whether requests name the resource (RFC 8707), which some servers refuse
 * @param dpop whether tokens are bound to a key (RFC 9449)
 * @param clock tells when tokens end
 */
public record Issuing(
        Set<String> scopes,
        Optional<String> issuer,
        Optional<AuthorizationServer> endpoints,
        boolean sendsResource,
        boolean dpop,
        InstantSource clock) {}
