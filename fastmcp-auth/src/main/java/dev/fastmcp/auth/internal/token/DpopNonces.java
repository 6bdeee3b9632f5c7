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

/** The nonces that servers want to see in proofs, the latest of each (RFC 9449, sections 8 and 9). Thread-safe. */
public final class DpopNonces {

    private static final String HEADER = "DPoP-Nonce";
    private static final String WANTED = "use_dpop_nonce";
    private static final int MAX_CHARACTERS = 4096;

    private final ConcurrentMap<WebOrigin, String> latest = new ConcurrentHashMap<>();

    public Optional<String> of(URI uri) {
        return Optional.ofNullable(latest.get(WebOrigin.of(uri)));
    }

    /** Takes over a nonce if there is one. Returns false if there is none, or none that is new. */
    boolean take(URI uri, Map<String, List<String>> headers) {
        return headers.getOrDefault(HEADER, List.of()).stream()
                .findFirst()
                .filter(DpopNonces::isUsable)
                .map(nonce -> !nonce.equals(latest.put(WebOrigin.of(uri), nonce)))
                .orElse(false);
    }

    /** Takes over the nonce of a refusal. Returns true if its lack was the reason to refuse, so that the request is worth repeating. */
    public boolean learn(AuthChallenge challenge) {
        boolean fresh = take(challenge.request().uri(), challenge.headers());
        return fresh
                && Challenges.parse(challenge.wwwAuthenticate())
                        .error()
                        .filter(WANTED::equals)
                        .isPresent();
    }

    private static boolean isUsable(String nonce) {
        return !nonce.isEmpty()
                && nonce.length() <= MAX_CHARACTERS
                && nonce.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
    }
}
