package dev.fastmcp.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a login has left behind. Holds nothing secret.
 *
 * @param issuer the authorization server
 * @param clientId the id of this client there
 * @param scopes the scopes that were granted, or asked for where the server did not say
 * @param expiresAt when the access token ends; empty if unknown
 * @param renewable true if it is renewed without a person
 */
public record LoginStatus(
        String issuer, String clientId, Set<String> scopes, Optional<Instant> expiresAt, boolean renewable) {}
