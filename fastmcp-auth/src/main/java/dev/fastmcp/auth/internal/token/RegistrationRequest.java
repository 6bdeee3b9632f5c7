package dev.fastmcp.auth.internal.token;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a client can say to become known to an authorization server.
 *
 * @param clientId the id that the server's operators gave to the user; it comes before all other ways
 * @param clientSecret goes with the id
 * @param issuer the only server that the id is for; empty if the user did not say
 * @param metadataUrl where a document about the client is published
 * @param clientName how the client calls itself
 * @param redirectUri where logins come back to
 * @param scopes what it is going to ask for; empty to leave that open
 * @param metadata what the user wants to add (RFC 7591, section 2); wins over all but the address that logins come back to
 */
public record RegistrationRequest(
        Optional<String> clientId,
        Optional<String> clientSecret,
        Optional<String> issuer,
        Optional<URI> metadataUrl,
        String clientName,
        URI redirectUri,
        Set<String> scopes,
        Map<String, Object> metadata) {

    /** Leaves out everything secret. */
    @Override
    public String toString() {
        return "RegistrationRequest[" + clientName + "]";
    }
}
