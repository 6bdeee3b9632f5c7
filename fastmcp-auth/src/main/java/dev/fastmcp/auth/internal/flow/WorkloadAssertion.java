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

/**
 * The JWT bearer grant (RFC 7523, section 2.1) with an assertion of the platform that the client runs on.
 *
 * @param assertions gives the assertion for an issuer
 */
public record WorkloadAssertion(String identity, ClientProof proof, Function<String, String> assertions)
        implements Machine {

    @Override
    public ClientProof proof(AuthorizationServer server) {
        return proof;
    }

    @Override
    public Map<String, String> form(
            Discovered found, Optional<String> resource, Set<String> scopes, TokenEndpoint endpoint) {
        String assertion = assertions.apply(found.authorizationServer().issuer());
        return TokenRequests.jwtBearer(assertion, scopes, resource);
    }

    /** Leaves out the assertions. */
    @Override
    public String toString() {
        return "WorkloadAssertion[" + identity + "]";
    }
}
