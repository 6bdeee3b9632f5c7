package dev.fastmcp.auth.internal.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** What a client with a private key says about itself (RFC 7523, section 3). */
final class ClientAssertion {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private ClientAssertion() {}

    static String signed(String clientId, String audience, JwtKey key, Instant now) {
        return Jose.with(() -> Claims.signed(clientId, audience, key, now));
    }

    /** Loaded only if the library is there. */
    private static final class Claims {

        static String signed(String clientId, String audience, JwtKey key, Instant now) {
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .issuer(clientId)
                    .subject(clientId)
                    .audience(audience)
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plus(LIFETIME)))
                    .jwtID(UUID.randomUUID().toString())
                    .build();
            return JwtSigner.sign(claims, key);
        }
    }
}
