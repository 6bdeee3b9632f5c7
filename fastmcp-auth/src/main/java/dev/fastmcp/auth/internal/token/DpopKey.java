package dev.fastmcp.auth.internal.token;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.auth.internal.wire.WebOrigin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
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
        // A method reference would load the class before there is anybody to guard it.
        return new DpopKey(Jose.with(() -> DpopSigner.generate()));
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

    /** Query and fragment are left out (RFC 9449, section 4.2), and so are user info and what servers normalize away. */
    private static String target(URI uri) {
        String path = uri.getRawPath();
        return WebOrigin.of(uri) + (path == null || path.isEmpty() ? "/" : path);
    }

    /** The nonce in a proof that was made here. */
    static Optional<String> nonceOf(String proof) {
        String[] parts = proof.split("\\.");
        if (parts.length < 2) {
            return Optional.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return Optional.ofNullable(JsonValue.parse(claims).asMap().get("nonce"))
                    .map(String::valueOf);
        } catch (IllegalArgumentException | DataMappingException e) {
            return Optional.empty();
        }
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "DpopKey[…]";
    }
}
