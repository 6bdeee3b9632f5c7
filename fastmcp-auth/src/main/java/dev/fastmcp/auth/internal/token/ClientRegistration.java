package dev.fastmcp.auth.internal.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client as one authorization server knows it.
 *
 * @param issuer the only server that may see any of this
 * @param clientId the id
 * @param secret the secret, for clients that have one
 * @param secretExpiresAt when the secret ends; empty for never
 * @param authMethod how the client proves who it is at the token endpoint: {@code none}, {@code client_secret_basic}, {@code client_secret_post}, {@code private_key_jwt}; empty to choose by the server's metadata
 * @param redirectUris where logins may come back to; empty if unknown
 * @param origin where the id comes from
 */
public record ClientRegistration(
        String issuer,
        String clientId,
        Optional<String> secret,
        Optional<Instant> secretExpiresAt,
        Optional<String> authMethod,
        List<String> redirectUris,
        Origin origin) {

    /** Where an id comes from. */
    public enum Origin {
        /** The user was given it by the operators of the server. */
        PRE_REGISTERED,
        /** It is the address of a document about the client. */
        METADATA_DOCUMENT,
        /** The client has registered itself. */
        DYNAMIC
    }

    /** A client that the user knows all about. */
    public static ClientRegistration preRegistered(
            String issuer, String clientId, Optional<String> secret, Optional<String> authMethod) {
        return new ClientRegistration(
                issuer, clientId, secret, Optional.empty(), authMethod, List.of(), Origin.PRE_REGISTERED);
    }

    /** What is remembered of such a client: the server it belongs to. */
    public static ClientRegistration reminder(String issuer, String clientId) {
        return preRegistered(issuer, clientId, Optional.empty(), Optional.empty());
    }

    public boolean expired(Instant now) {
        return secretExpiresAt.map(end -> !end.isAfter(now)).orElse(false);
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "ClientRegistration[" + clientId + " at " + issuer + ", " + origin + "]";
    }
}
