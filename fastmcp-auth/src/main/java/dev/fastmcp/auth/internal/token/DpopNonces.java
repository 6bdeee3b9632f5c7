package dev.fastmcp.auth.internal.token;

import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.auth.internal.wire.Challenges;
import dev.fastmcp.auth.internal.wire.WebOrigin;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The nonces that servers want to see in proofs, the latest of each (RFC 9449, sections 8 and 9). Those for tokens and those for everything else are different ones, even at the same origin.
 * Thread-safe.
 */
public final class DpopNonces {

    private static final String HEADER = "DPoP-Nonce";
    private static final String WANTED = "use_dpop_nonce";
    private static final int MAX_CHARACTERS = 4096;

    private final ConcurrentMap<WebOrigin, String> issuers = new ConcurrentHashMap<>();
    private final ConcurrentMap<WebOrigin, String> resources = new ConcurrentHashMap<>();

    /** The nonce for a server that tokens are shown to. */
    public Optional<String> of(URI uri) {
        return Optional.ofNullable(resources.get(WebOrigin.of(uri)));
    }

    Optional<String> ofTokenEndpoint(URI uri) {
        return Optional.ofNullable(issuers.get(WebOrigin.of(uri)));
    }

    /** Takes over a nonce if there is one. */
    void takeOfTokenEndpoint(URI uri, Map<String, List<String>> headers) {
        nonce(headers).ifPresent(nonce -> issuers.put(WebOrigin.of(uri), nonce));
    }

    /**
     * Takes over the nonce of a refusal. Returns true if its lack was the reason to refuse, so that the request is worth repeating: many requests may be refused with the same nonce at the same
     * time, and each is worth it.
     */
    public boolean learn(AuthChallenge challenge) {
        Optional<String> nonce = nonce(challenge.headers());
        nonce.ifPresent(value -> resources.put(WebOrigin.of(challenge.request().uri()), value));
        Optional<String> proof = Optional.ofNullable(challenge.sent().get("DPoP"));
        return nonce.isPresent()
                && proof.isPresent()
                && challenge.status() == 401
                && isWanted(challenge)
                && !nonce.equals(proof.flatMap(DpopKey::nonceOf));
    }

    /** Some servers name the error of bearer tokens, too, and first. */
    private static boolean isWanted(AuthChallenge challenge) {
        return Challenges.parse(challenge.wwwAuthenticate()).all().stream()
                .anyMatch(each -> WANTED.equals(each.parameters().get("error")));
    }

    private static Optional<String> nonce(Map<String, List<String>> headers) {
        return headers.getOrDefault(HEADER, List.of()).stream().findFirst().filter(DpopNonces::isUsable);
    }

    private static boolean isUsable(String nonce) {
        return !nonce.isEmpty()
                && nonce.length() <= MAX_CHARACTERS
                && nonce.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
    }
}
