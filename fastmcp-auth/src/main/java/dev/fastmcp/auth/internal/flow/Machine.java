package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.discovery.Discovered;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.TokenEndpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client that acts for itself, or for a person who has logged in elsewhere. */
public interface Machine {

    /** The id of the client, or what else tells it from others. */
    String identity();

    /** How it proves at the token endpoint who it is. */
    ClientProof proof(AuthorizationServer server);

    /**
     * What it sends to the token endpoint.
     *
     * @param resource the value of the {@code resource} parameter; empty if it is not to be sent
     * @param endpoint asks other servers that are needed before
     */
    Map<String, String> form(Discovered found, Optional<String> resource, Set<String> scopes, TokenEndpoint endpoint)
            throws InterruptedException;
}
