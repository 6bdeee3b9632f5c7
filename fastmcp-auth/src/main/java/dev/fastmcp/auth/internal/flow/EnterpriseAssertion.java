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
import java.util.function.Supplier;

/**
 * Enterprise-managed authorization: the identity provider of the organization turns the login of a person into an assertion for one authorization server (ID-JAG, by RFC 8693), which gives a token for it
 * (RFC 7523).
 *
 * @param provider the identity provider
 * @param providerProof how the client proves to the identity provider who it is
 * @param subject gives the token of the person's login
 * @param subjectType what kind of token that is
 */
public record EnterpriseAssertion(
        String identity,
        Function<AuthorizationServer, ClientProof> proofs,
        AuthorizationServer provider,
        ClientProof providerProof,
        Supplier<String> subject,
        String subjectType)
        implements Machine {

    @Override
    public ClientProof proof(AuthorizationServer server) {
        return proofs.apply(server);
    }

    @Override
    public Map<String, String> form(
            Discovered found, Optional<String> resource, Set<String> scopes, TokenEndpoint endpoint)
            throws InterruptedException {
        Map<String, String> exchange = TokenRequests.idJag(
                subject.get(), subjectType, found.authorizationServer().issuer(), found.resourceIndicator(), scopes);
        String assertion = endpoint.idJag(provider, exchange, providerProof);
        return TokenRequests.jwtBearer(assertion, scopes, resource);
    }

    /** Leaves out the tokens. */
    @Override
    public String toString() {
        return "EnterpriseAssertion[" + identity + " at " + provider.issuer() + "]";
    }
}
