package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.store.StoredTokens;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.DpopKey;
import dev.fastmcp.auth.internal.token.TokenEndpoint;
import dev.fastmcp.auth.internal.token.TokenRequests;
import dev.fastmcp.auth.internal.token.TokenResponse;
import dev.fastmcp.auth.internal.wire.Scopes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks token endpoints, and makes of their answers what is stored. */
final class Renewal {

    private final Issuing settings;
    private final TokenEndpoint endpoint;

    Renewal(Issuing settings, TokenEndpoint endpoint) {
        this.settings = settings;
        this.endpoint = endpoint;
    }

    /** Uses a refresh token (RFC 6749, section 6) at the server that issued it. */
    StoredTokens refresh(StoredTokens old, ClientProof proof) throws InterruptedException {
        Map<String, String> form = TokenRequests.refresh(old.refreshToken().orElseThrow(), resource(old.resource()));
        Optional<DpopKey> key = old.dpopKey().map(DpopKey::ofJwk);
        TokenResponse answer = endpoint.request(old.server(), form, proof, key);
        return stored(answer, old.server(), old.clientId(), old.resource(), old.scopes(), key, old.refreshToken());
    }

    /** Uses any other grant. */
    StoredTokens request(
            AuthorizationServer server,
            Map<String, String> form,
            ClientProof proof,
            String clientId,
            String resource,
            Set<String> asked)
            throws InterruptedException {
        Optional<DpopKey> key = settings.dpop() ? Optional.of(DpopKey.generate()) : Optional.empty();
        TokenResponse answer = endpoint.request(server, form, proof, key);
        return stored(answer, server, clientId, resource, asked, key, Optional.empty());
    }

    /** The value of the {@code resource} parameter; empty if it is not to be sent. */
    Optional<String> resource(String resource) {
        return settings.sendsResource() ? Optional.of(resource) : Optional.empty();
    }

    private StoredTokens stored(
            TokenResponse answer,
            AuthorizationServer server,
            String clientId,
            String resource,
            Set<String> asked,
            Optional<DpopKey> key,
            Optional<String> oldRefreshToken) {
        return new StoredTokens(
                server,
                clientId,
                resource,
                answer.accessToken(),
                answer.type(),
                answer.lifetime().map(lifetime -> settings.clock().instant().plus(lifetime)),
                answer.refreshToken().or(() -> oldRefreshToken),
                answer.scope().map(Scopes::parse).orElse(asked),
                key.map(DpopKey::toJwk));
    }
}
