package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.auth.internal.store.StoredTokens;
import dev.fastmcp.auth.internal.token.DpopKey;
import dev.fastmcp.auth.internal.token.DpopNonces;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows tokens to the server: as bearer tokens (RFC 6750), or with a proof for each request where they are bound to a key (RFC 9449). */
final class RequestProof {

    private static final String AUTHORIZATION = "Authorization";

    private final DpopNonces nonces;
    private final InstantSource clock;

    RequestProof(DpopNonces nonces, InstantSource clock) {
        this.nonces = nonces;
        this.clock = clock;
    }

    Map<String, String> headers(StoredTokens tokens, AuthRequest request) {
        Optional<DpopKey> key = tokens.dpopKey().filter(jwk -> isDpop(tokens)).map(DpopKey::ofJwk);
        if (key.isEmpty()) {
            return Map.of(AUTHORIZATION, authorization(tokens));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(AUTHORIZATION, authorization(tokens));
        headers.put(
                "DPoP",
                key.get()
                        .proof(
                                request.method(),
                                request.uri(),
                                Optional.of(tokens.accessToken()),
                                nonces.of(request.uri()),
                                clock));
        return headers;
    }

    /** True if these tokens were shown with the request that was refused. */
    boolean wasSent(StoredTokens tokens, AuthChallenge challenge) {
        return authorization(tokens).equals(challenge.sent().get(AUTHORIZATION));
    }

    /** Takes over the nonce that the server wants in proofs; returns false if that is not why it refuses. */
    boolean learnedNonce(AuthChallenge challenge) {
        return challenge.attempt() <= 2 && nonces.learn(challenge);
    }

    private static boolean isDpop(StoredTokens tokens) {
        return tokens.type().equalsIgnoreCase("DPoP");
    }

    private static String authorization(StoredTokens tokens) {
        return (isDpop(tokens) ? "DPoP " : "Bearer ") + tokens.accessToken();
    }
}
