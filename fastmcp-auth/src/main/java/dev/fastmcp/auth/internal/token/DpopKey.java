package dev.fastmcp.auth.internal.token;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** A key that tokens are bound to, and the proofs of having it (RFC 9449). The library that signs is loaded with the first use. */
public final class DpopKey {

    /** The key pair in JSON, private part included. */
    private final String jwk;

    private DpopKey(String jwk) {
        this.jwk = jwk;
    }

    /** Makes a new key for ES256. */
    public static DpopKey generate() {
        return new DpopKey(Jose.with(DpopSigner::generate));
    }

    /** Takes back what {@link #toJwk} gave. */
    public static DpopKey ofJwk(String jwk) {
        return new DpopKey(jwk);
    }

    /** The key pair in JSON (RFC 7517), as secret as a password. */
    public String toJwk() {
        return jwk;
    }

    /**
     * Proves for one request that this client has the key.
     *
     * @param accessToken the token that is shown with it
     * @param nonce what the server wants to see in it
     */
    public String proof(
            String method, URI uri, Optional<String> accessToken, Optional<String> nonce, InstantSource clock) {
        return Jose.with(() -> DpopSigner.proof(jwk, method, target(uri), accessToken, nonce, clock.instant()));
    }

    /** Query and fragment are left out (RFC 9449, section 4.2). */
    private static String target(URI uri) {
        String path = uri.getRawPath();
        return uri.getScheme() + "://" + uri.getRawAuthority() + (path == null || path.isEmpty() ? "/" : path);
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "DpopKey[…]";
    }
}
