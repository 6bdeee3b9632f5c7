package dev.fastmcp.auth.internal.token;

import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.FormText;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Proves to a token endpoint which client is asking. */
public interface ClientProof {

    /** How assertions of clients are marked (RFC 7523, section 2.2). */
    String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /**
     * Adds the proof to a request.
     *
     * @param form may be added to
     * @param headers may be added to
     */
    void addTo(AuthorizationServer server, Map<String, String> form, Map<String, String> headers);

    /** Says nothing, not even an id: the grant itself tells who is asking. */
    static ClientProof nothing() {
        return (server, form, headers) -> {};
    }

    /** Gives the id and no proof, as a client does that cannot keep a secret. */
    static ClientProof none(String clientId) {
        return (server, form, headers) -> form.put("client_id", clientId);
    }

    /** {@code client_secret_basic}: both parts are encoded as in a form first (RFC 6749, section 2.3.1). */
    static ClientProof basic(String clientId, String secret) {
        return (server, form, headers) -> {
            String pair = FormText.encode(clientId) + ":" + FormText.encode(secret);
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        };
    }

    /** {@code client_secret_post}. */
    static ClientProof post(String clientId, String secret) {
        return (server, form, headers) -> {
            form.put("client_id", clientId);
            form.put("client_secret", secret);
        };
    }

    /** {@code private_key_jwt}: a fresh assertion for each request, whose audience is the issuer. */
    static ClientProof privateKeyJwt(String clientId, JwtKey key, InstantSource clock) {
        return assertion(clientId, issuer -> ClientAssertion.signed(clientId, issuer, key, clock.instant()));
    }

    /** The same with an assertion that somebody else signs; {@code assertions} gives it for an issuer. */
    static ClientProof assertion(String clientId, UnaryOperator<String> assertions) {
        return (server, form, headers) -> {
            form.put("client_id", clientId);
            form.put("client_assertion_type", JWT_BEARER);
            form.put("client_assertion", assertions.apply(server.issuer()));
        };
    }

    /** Chooses as the registration says, or else as the server's metadata does (RFC 8414, section 2: {@code client_secret_basic} where it says nothing). */
    static ClientProof of(ClientRegistration client, AuthorizationServer server) {
        Optional<String> secret = client.secret();
        if (secret.isEmpty()) {
            return none(client.clientId());
        }
        String method = client.authMethod().orElseGet(() -> preferred(server));
        return switch (method) {
            case "none" -> none(client.clientId());
            case "client_secret_post" -> post(client.clientId(), secret.get());
            case "client_secret_basic" -> basic(client.clientId(), secret.get());
            default ->
                throw AuthFailures.unsupported("The client is registered at " + AuthFailures.shown(server.issuer())
                        + " for the method \"" + AuthFailures.shown(method)
                        + "\", which this client cannot use with a secret: register it for client_secret_basic or"
                        + " client_secret_post");
        };
    }

    private static String preferred(AuthorizationServer server) {
        List<String> offered = server.tokenAuthMethods().orElse(List.of());
        return offered.contains("client_secret_post") && !offered.contains("client_secret_basic")
                ? "client_secret_post"
                : "client_secret_basic";
    }
}
