package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.discovery.Discovered;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.TokenEndpoint;
import dev.fastmcp.auth.internal.token.TokenRequests;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The client credentials grant (RFC 6749, section 4.4). */
public record OwnCredentials(String identity, Function<AuthorizationServer, ClientProof> proofs) implements Machine {

    @Override
    public ClientProof proof(AuthorizationServer server) {
        return proofs.apply(server);
    }

    @Override
    public Map<String, String> form(
            Discovered found, Optional<String> resource, Set<String> scopes, TokenEndpoint endpoint) {
        return TokenRequests.clientCredentials(scopes, resource);
    }

    /** Leaves out the proofs. */
    @Override
    public String toString() {
        return "OwnCredentials[" + identity + "]";
    }
}
