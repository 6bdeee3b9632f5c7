package dev.fastmcp.auth.internal.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;

/** Signs with the keys of users. Only for callers that know that the library is there. */
final class JwtSigner {

    private JwtSigner() {}

    static String sign(JWTClaimsSet claims, JwtKey key) {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.parse(key.algorithm()));
        key.keyId().ifPresent(header::keyID);
        try {
            SignedJWT jwt = new SignedJWT(header.build(), claims);
            jwt.sign(signer(key.key()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AuthorizationException(
                    Kind.UNSUPPORTED,
                    "The key cannot sign: give one that this Java can use with " + key.algorithm(),
                    null,
                    e);
        }
    }

    private static JWSSigner signer(PrivateKey key) throws JOSEException {
        if (key instanceof EdECPrivateKey) {
            return new Ed25519JcaSigner(key);
        }
        return key instanceof ECPrivateKey elliptic ? new ECDSASigner(elliptic) : new RSASSASigner(key);
    }
}
