package dev.fastmcp.it.auth;

import dev.fastmcp.api.json.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A key on the curve P-256 that signs JWTs with ES256. */
final class SigningKey {

    private static final int COORDINATE_BYTES = 32;

    private final KeyPair pair;

    SigningKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
    }

    Map<String, String> publicJwk() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return Map.of(
                "kty", "EC", "crv", "P-256", "x", coordinate(point.getAffineX()), "y", coordinate(point.getAffineY()));
    }

    /** A proof for one request, with further claims. */
    String dpopProof(String method, String url, Map<String, String> more) throws GeneralSecurityException {
        Map<String, Object> claims = new HashMap<>(more);
        claims.put("htm", method);
        claims.put("htu", url);
        return sign(Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", publicJwk()), claims);
    }

    /** What a client with this key identifies itself with. */
    String assertion(String clientId, String audience) throws GeneralSecurityException {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("aud", audience);
        claims.put("exp", Instant.now().getEpochSecond() + 60);
        return sign(Map.of("alg", "ES256"), claims);
    }

    private String sign(Map<String, ?> header, Map<String, Object> claims) throws GeneralSecurityException {
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", Instant.now().getEpochSecond());
        String content = encode(JsonValue.of(header).toJson().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(JsonValue.of(claims).toJson().getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + encode(signature.sign());
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
        return encode(padded);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
