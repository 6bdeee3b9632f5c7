package dev.fastmcp.auth.internal.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;

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
            throw new IllegalStateException(
                    "The key cannot sign with " + key.algorithm() + ": "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    private static JWSSigner signer(PrivateKey key) throws JOSEException {
        return key instanceof ECPrivateKey elliptic ? new ECDSASigner(elliptic) : new RSASSASigner(key);
    }
}
