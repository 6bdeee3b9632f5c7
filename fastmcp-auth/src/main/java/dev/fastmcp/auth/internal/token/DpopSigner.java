package dev.fastmcp.auth.internal.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** Makes and uses the keys of {@link DpopKey}. Only for callers that know that the library is there. */
final class DpopSigner {

    private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");

    private DpopSigner() {}

    static String generate() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java cannot make keys on P-256", e);
        }
    }

    static String proof(
            String jwk,
            String method,
            String target,
            Optional<String> accessToken,
            Optional<String> nonce,
            Instant now) {
        try {
            ECKey key = ECKey.parse(jwk);
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(TYPE)
                    .jwk(key.toPublicJWK())
                    .build();
            JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                    .jwtID(UUID.randomUUID().toString())
                    .claim("htm", method)
                    .claim("htu", target)
                    .issueTime(Date.from(now));
            accessToken.ifPresent(token -> claims.claim("ath", hash(token)));
            nonce.ifPresent(value -> claims.claim("nonce", value));
            SignedJWT proof = new SignedJWT(header, claims.build());
            proof.sign(new ECDSASigner(key));
            return proof.serialize();
        } catch (ParseException | JOSEException e) {
            // The cause may show parts of the key.
            throw AuthFailures.unavailable(
                    "The stored key that tokens are bound to is damaged: log out, and log in again", null);
        }
    }

    private static String hash(String token) {
        try {
            return Base64URL.encode(
                            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
