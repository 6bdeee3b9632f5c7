package dev.fastmcp.auth.internal.token;

import java.security.PrivateKey;
import java.util.Optional;

/**
 * A key that signs assertions; {@code dev.fastmcp.auth.SigningKey} is what users see of it.
 *
 * @param algorithm its name by RFC 7518
 * @param keyId how servers know it, if they know several of this client
 */
public record JwtKey(PrivateKey key, String algorithm, Optional<String> keyId) {

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "JwtKey[" + algorithm + "]";
    }
}
