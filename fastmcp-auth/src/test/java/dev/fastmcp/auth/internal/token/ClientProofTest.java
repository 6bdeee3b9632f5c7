package dev.fastmcp.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.token.ClientRegistration.Origin;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientProofTest {

    private static final String BASIC = "client_secret_basic";
    private static final String POST = "client_secret_post";
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");

    private final Map<String, String> form = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();

    private static AuthorizationServer server(String... methods) {
        return new AuthorizationServer(
                "https://as.example/tenant",
                Optional.empty(),
                URI.create("https://tokens.example/token"),
                Optional.empty(),
                Optional.empty(),
                methods.length == 0 ? Optional.empty() : Optional.of(List.of(methods)),
                Optional.empty(),
                false,
                false,
                List.of(),
                false);
    }

    private static ClientRegistration client(String secret, String method) {
        return new ClientRegistration(
                "https://as.example/tenant",
                "id",
                Optional.of(secret).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.of(method).filter(text -> !text.isEmpty()),
                List.of(),
                Origin.DYNAMIC);
    }

    private String way() {
        return headers.containsKey("Authorization") ? BASIC : form.containsKey("client_secret") ? POST : "none";
    }

    // Which way

    @ParameterizedTest
    @ValueSource(strings = {"none", BASIC, POST})
    void provesAsTheRegistrationSays(String method) {
        ClientProof.of(client("s", method), server(BASIC, POST)).addTo(server(), form, headers);

        assertThat(way()).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                     client_secret_basic",
        "client_secret_basic,                    client_secret_basic",
        "client_secret_post,                     client_secret_post",
        "client_secret_post client_secret_basic, client_secret_basic",
        "private_key_jwt client_secret_post,     client_secret_post",
        "private_key_jwt,                        client_secret_basic"
    })
    void followsTheServerWhereTheRegistrationSaysNothing(String offered, String method) {
        AuthorizationServer server = offered.isEmpty() ? server() : server(offered.split(" "));

        ClientProof.of(client("s", ""), server).addTo(server, form, headers);

        assertThat(way()).isEqualTo(method);
    }

    @Test
    void provesNothingWithoutSecret() {
        ClientProof.of(client("", BASIC), server(BASIC)).addTo(server(), form, headers);

        assertThat(form).isEqualTo(Map.of("client_id", "id"));
        assertThat(headers).isEmpty();
    }

    @Test
    void refusesMethodsThatItDoesNotKnow() {
        AuthorizationException failure = catchThrowableOfType(
                AuthorizationException.class, () -> ClientProof.of(client("hidden", "tls_client_auth"), server()));

        assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(failure)
                .hasMessage("The client is registered at https://as.example/tenant for the method \"tls_client_auth\","
                        + " which this client cannot use with a secret: register it for client_secret_basic or"
                        + " client_secret_post");
    }

    @Test
    void saysNothingWhereTheGrantSaysAll() {
        ClientProof.nothing().addTo(server(), form, headers);

        assertThat(form).isEmpty();
        assertThat(headers).isEmpty();
    }

    @Test
    void sendsASecretInTheForm() {
        ClientProof.post("id", "s&=").addTo(server(), form, headers);

        assertThat(form).isEqualTo(Map.of("client_id", "id", "client_secret", "s&="));
        assertThat(headers).isEmpty();
    }

    @Test
    void sendsAnAssertionThatSomebodyElseSigns() {
        ClientProof.assertion("id", issuer -> "signed for " + issuer).addTo(server(), form, headers);

        assertThat(form)
                .isEqualTo(Map.of(
                        "client_id", "id",
                        "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion", "signed for https://as.example/tenant"));
        assertThat(headers).isEmpty();
    }

    // Private keys

    private SignedJWT assertion(JwtKey key) throws Exception {
        form.clear();
        ClientProof.privateKeyJwt("id", key, InstantSource.fixed(NOW)).addTo(server(), form, headers);
        assertThat(form).containsOnlyKeys("client_id", "client_assertion_type", "client_assertion");
        return SignedJWT.parse(form.get("client_assertion"));
    }

    private static JwtKey key(KeyPair pair, String algorithm) {
        return new JwtKey(pair.getPrivate(), algorithm, Optional.empty());
    }

    private static KeyPair elliptic(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    @Test
    void saysWhoTheClientIsAndForWhom() throws Exception {
        KeyPair pair = elliptic("secp256r1");
        JwtKey key = new JwtKey(pair.getPrivate(), "ES256", Optional.of("key 1"));

        SignedJWT jwt = assertion(key);

        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("id");
        assertThat(claims.getSubject()).isEqualTo("id");
        assertThat(claims.getAudience()).containsExactly("https://as.example/tenant");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW));
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plusSeconds(300)));
        assertThat(claims.getJWTID())
                .isNotEmpty()
                .isNotEqualTo(assertion(key).getJWTClaimsSet().getJWTID());
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("key 1");
        assertThat(jwt.getHeader().getJWK()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, ES256", "secp384r1, ES384", "secp521r1, ES512"})
    void signsWithEllipticCurves(String curve, String algorithm) throws Exception {
        KeyPair pair = elliptic(curve);

        SignedJWT jwt = assertion(key(pair, algorithm));

        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
        assertThat(jwt.getHeader().getKeyID()).isNull();
        assertThat(jwt.verify(new ECDSAVerifier((ECPublicKey) pair.getPublic())))
                .isTrue();
    }

    @Test
    void signsWithRsa() throws Exception {
        KeyPair pair = rsa();
        JWSVerifier verifier = new RSASSAVerifier((RSAPublicKey) pair.getPublic());
        for (String algorithm : List.of("RS256", "RS512", "PS256", "PS384")) {
            SignedJWT jwt = assertion(key(pair, algorithm));

            assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
            assertThat(jwt.verify(verifier)).as(algorithm).isTrue();
        }
    }

    /** The library verifies Ed25519 only with the help of another one, so Java itself does. */
    @Test
    void signsWithEd25519() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

        SignedJWT jwt = assertion(key(pair, "EdDSA"));

        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("EdDSA");
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(pair.getPublic());
        signature.update(jwt.getSigningInput());
        assertThat(signature.verify(jwt.getSignature().decode())).isTrue();
    }

    @Test
    void showsNoSecretAsText() throws Exception {
        JwtKey key = key(elliptic("secp256r1"), "ES256");

        for (ClientProof proof : List.of(
                ClientProof.basic("id", "hidden"),
                ClientProof.post("id", "hidden"),
                ClientProof.of(client("hidden", ""), server()),
                ClientProof.privateKeyJwt("id", key, InstantSource.system()))) {
            assertThat(proof.toString()).doesNotContain("hidden");
        }
        assertThatThrownBy(() -> ClientProof.assertion("id", issuer -> {
                            throw new IllegalStateException("the signer is away");
                        })
                        .addTo(server(), form, headers))
                .hasMessage("the signer is away");
    }
}
