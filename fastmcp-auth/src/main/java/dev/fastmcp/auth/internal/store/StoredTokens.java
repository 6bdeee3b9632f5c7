package dev.fastmcp.auth.internal.store;

import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens of one client for one server, with all that is needed to renew them after a restart.
 *
 * @param server who issued them; nobody else may see them
 * @param clientId the client they were issued to
 * @param resource the value of the {@code resource} parameter they were asked for with
 * @param type {@code Bearer} or {@code DPoP}
 * @param expiresAt when the access token ends; empty if unknown
 * @param scopes the scopes that were granted, or asked for where the server does not say
 * @param dpopKey the private key (a JWK in JSON) the tokens are bound to
 */
public record StoredTokens(
        AuthorizationServer server,
        String clientId,
        String resource,
        String accessToken,
        String type,
        Optional<Instant> expiresAt,
        Optional<String> refreshToken,
        Set<String> scopes,
        Optional<String> dpopKey) {

    /** True if the access token is known to be of no use any more. */
    public boolean expired(Instant now) {
        return expiresAt.map(end -> !end.isAfter(now)).orElse(false);
    }

    /** True if the access token is of no use without a key of this client. */
    public boolean bound() {
        return type.equalsIgnoreCase("DPoP") && dpopKey.isPresent();
    }

    /** Leaves out everything secret. */
    @Override
    public String toString() {
        return "StoredTokens[" + clientId + " at " + server.issuer() + ", expires " + expiresAt + "]";
    }
}
