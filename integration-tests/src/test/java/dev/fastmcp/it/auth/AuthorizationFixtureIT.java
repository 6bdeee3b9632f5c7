package dev.fastmcp.it.auth;

import static dev.fastmcp.it.auth.ClientByHand.bearer;
import static dev.fastmcp.it.auth.ClientByHand.body;
import static dev.fastmcp.it.auth.ClientByHand.challenge;
import static dev.fastmcp.it.auth.ClientByHand.query;
import static dev.fastmcp.it.auth.ClientByHand.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the servers of this package do, seen by a client that is not ours. */
@NeedsAuthorization
class AuthorizationFixtureIT {

    /** Nobody listens there: a plain browser does not load it. */
    private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");

    @Test
    void leadsFromAChallengeToATokenAndRotatesRefreshTokens() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start();
                ProtectedServer server = ProtectedServer.start(authorization);
                ClientByHand client = new ClientByHand(authorization.issuer(), server.url(), CALLBACK)) {
            HttpResponse<String> refused = client.call("whoami", Map.of(), Map.of());
            String metadata = server.url().replace("/mcp", "/.well-known/oauth-protected-resource/mcp");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(challenge(refused))
                    .isEqualTo("Bearer scope=\"mcp:read\", resource_metadata=\"" + metadata + "\"");
            assertThat(body(client.get(metadata)).asMap())
                    .containsEntry("resource", server.url())
                    .containsEntry("authorization_servers", List.of(authorization.issuer()));
            assertThat(client.metadata().asMap())
                    .containsEntry("code_challenge_methods_supported", List.of("S256"))
                    .containsEntry("authorization_response_iss_parameter_supported", true)
                    .containsEntry("client_id_metadata_document_supported", true);

            JsonValue tokens = client.register().login("mcp:read");
            assertThat(tokens.asMap()).containsEntry("expires_in", 5).containsEntry("token_type", "Bearer");
            assertThat(client.call("whoami", Map.of(), bearer(tokens)).body())
                    .contains("\"sub\":\"ann\"", "\"clientId\":\"" + client.clientId() + "\"");

            JsonValue renewed = body(client.refresh(text(tokens, "refresh_token")));
            assertThat(client.call("whoami", Map.of(), bearer(renewed)).statusCode())
                    .isEqualTo(200);
            for (JsonValue spent : List.of(tokens, renewed)) {
                HttpResponse<String> answer = client.refresh(text(spent, "refresh_token"));
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(text(body(answer), "error")).isEqualTo("invalid_grant");
            }
            assertThat(authorization.counts()).isEqualTo(new AuthorizationServer.Counts(1, 1, 4, 1, 3, 0, 2, 0));
            assertThat(authorization.requests().getLast())
                    .containsEntry("endpoint", "/token")
                    .containsEntry("error", "invalid_grant");
            assertThat(server.requests()).extracting(each -> each.get("status")).containsExactly(401, 200, 200);
        }
    }

    @Test
    void asksForMoreScopesAndTakesNoTokenOfAnotherIssuer() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(Map.of("accessTokenSeconds", 60));
                ProtectedServer server = ProtectedServer.start(authorization);
                ClientByHand client = new ClientByHand(authorization.issuer(), server.url(), CALLBACK).register()) {
            JsonValue reading = client.login("mcp:read");
            Map<String, String> note = Map.of("text", "tea");
            HttpResponse<String> refused = client.call("write-note", note, bearer(reading));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(challenge(refused)).contains("error=\"insufficient_scope\"", "scope=\"mcp:write\"");
            JsonValue writing = client.login("mcp:read mcp:write");
            assertThat(client.call("write-note", note, bearer(writing)).body()).contains("note 1: tea");

            server.rejectTokensSeen();
            assertThat(challenge(client.call("echo", note, bearer(writing)))).contains("error=\"invalid_token\"");
            JsonValue fresh = client.login("mcp:read");
            assertThat(client.call("echo", note, bearer(fresh)).statusCode()).isEqualTo(200);

            String before = authorization.issuer();
            assertThat(authorization.move(false)).isNotEqualTo(before);
            server.trust(authorization.issuer());
            assertThat(client.call("echo", note, bearer(fresh)).statusCode()).isEqualTo(401);
            assertThat(authorization.clients()).isEmpty();
        }
    }

    @Test
    void forgetsWhatItIsToldToForget() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start();
                ClientByHand client =
                        new ClientByHand(authorization.issuer(), "http://127.0.0.1:9/mcp", CALLBACK).register()) {
            JsonValue tokens = client.login("mcp:read");
            authorization.failTokenRequests(503, 1);
            assertThat(client.refresh(text(tokens, "refresh_token")).statusCode())
                    .isEqualTo(503);
            tokens = body(client.refresh(text(tokens, "refresh_token")));
            authorization.revokeGrants(client.clientId());
            assertThat(client.refresh(text(tokens, "refresh_token")).body()).contains("invalid_grant");
            assertThat(authorization.deleteClient(client.clientId())).isTrue();
            HttpResponse<String> unknown = client.refresh(text(tokens, "refresh_token"));
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(unknown.body()).contains("invalid_client");

            authorization.kill();
            authorization.startAgain();
            assertThat(authorization.clients()).isEmpty();
            assertThat(text(client.metadata(), "issuer")).isEqualTo(authorization.issuer());
        }
    }

    @Test
    void knowsTheClientOfAMetadataDocument() throws Exception {
        String id = "https://client.example/app.json";
        try (AuthorizationServer authorization =
                        AuthorizationServer.start(Map.of("path", "/tenant", "registration", false));
                ClientByHand client =
                        new ClientByHand(authorization.issuer(), "http://127.0.0.1:9/mcp", CALLBACK).withClientId(id)) {
            authorization.document(
                    id,
                    Map.of(
                            "client_id",
                            id,
                            "client_name",
                            "By document",
                            "redirect_uris",
                            List.of(CALLBACK.toString()),
                            "grant_types",
                            List.of("authorization_code", "refresh_token"),
                            "token_endpoint_auth_method",
                            "none"));
            assertThat(text(client.login("mcp:read"), "scope")).isEqualTo("mcp:read");
            String inserted =
                    authorization.issuer().replace("/tenant", "/.well-known/oauth-authorization-server/tenant");
            assertThat(body(client.get(inserted)).asMap())
                    .containsEntry("issuer", authorization.issuer())
                    .containsEntry("token_endpoint", authorization.issuer() + "/token")
                    .doesNotContainKey("registration_endpoint");
        }
    }

    @Test
    void givesTokensToMachines() throws Exception {
        SigningKey key = new SigningKey();
        List<Map<String, Object>> clients = List.of(
                machine("basic", "client_secret_basic", Map.of("client_secret", "s3cret")),
                machine("post", "client_secret_post", Map.of("client_secret", "s3cret")),
                machine("jwt", "private_key_jwt", Map.of("jwks", Map.of("keys", List.of(key.publicJwk())))));
        try (AuthorizationServer authorization = AuthorizationServer.start(Map.of("clients", clients));
                ProtectedServer server = ProtectedServer.start(authorization);
                ClientByHand client = new ClientByHand(authorization.issuer(), server.url(), CALLBACK)) {
            String basic = Base64.getEncoder().encodeToString("basic:s3cret".getBytes(StandardCharsets.US_ASCII));
            Map<String, String> asked = Map.of("grant_type", "client_credentials", "scope", "mcp:read");
            Map<String, String> post = with(asked, Map.of("client_id", "post", "client_secret", "s3cret"));
            Map<String, String> jwt = with(
                    asked,
                    Map.of(
                            "client_assertion_type",
                            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                            "client_assertion",
                            key.assertion("jwt", authorization.issuer())));
            for (HttpResponse<String> response : List.of(
                    client.token(asked, Map.of("authorization", "Basic " + basic)),
                    client.token(post, Map.of()),
                    client.token(jwt, Map.of()))) {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                assertThat(client.call("whoami", Map.of(), bearer(body(response)))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(authorization.counts().clientCredentials()).isEqualTo(3);
        }
    }

    private static Map<String, Object> machine(String id, String method, Map<String, ?> secret) {
        Map<String, Object> client = new java.util.HashMap<>(secret);
        client.put("client_id", id);
        client.put("token_endpoint_auth_method", method);
        client.put("grant_types", List.of("client_credentials"));
        client.put("redirect_uris", List.of());
        client.put("response_types", List.of());
        if (method.equals("private_key_jwt")) {
            client.put("token_endpoint_auth_signing_alg", "ES256");
        }
        return client;
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new java.util.HashMap<>(some);
        all.putAll(more);
        return all;
    }

    @Test
    void wantsProofsAndNoncesForTokensThatAreBoundToAKey() throws Exception {
        SigningKey key = new SigningKey();
        try (AuthorizationServer authorization = AuthorizationServer.start(Map.of("dpopNonce", true));
                ProtectedServer server =
                        ProtectedServer.start(authorization.issuer(), Map.of("requireDpop", true, "dpopNonce", true));
                ClientByHand client = new ClientByHand(authorization.issuer(), server.url(), CALLBACK).register();
                PlainBrowser browser = new PlainBrowser()) {
            String endpoint = authorization.issuer() + "/token";
            HttpResponse<String> noNonce = client.token(
                    Map.of("grant_type", "authorization_code", "client_id", client.clientId(), "code", "none"),
                    Map.of("dpop", key.dpopProof("POST", endpoint, Map.of())));
            assertThat(text(body(noNonce), "error")).isEqualTo("use_dpop_nonce");
            String nonce = noNonce.headers().firstValue("dpop-nonce").orElseThrow();
            JsonValue tokens = client.exchange(
                    query(browser.follow(client.authorizationUrl("mcp:read")).getRawQuery()),
                    Map.of("dpop", key.dpopProof("POST", endpoint, Map.of("nonce", nonce))));
            assertThat(text(tokens, "token_type")).isEqualTo("DPoP");

            String token = text(tokens, "access_token");
            String hash = ClientByHand.hash(token);
            String credentials = "DPoP " + token;
            assertThat(client.call("whoami", Map.of(), bearer(tokens)).statusCode())
                    .isEqualTo(401);
            HttpResponse<String> challenged = client.call(
                    "whoami",
                    Map.of(),
                    Map.of(
                            "authorization",
                            credentials,
                            "dpop",
                            key.dpopProof("POST", server.url(), Map.of("ath", hash))));
            assertThat(challenge(challenged)).startsWith("DPoP error=\"use_dpop_nonce\"");
            String other = challenged.headers().firstValue("dpop-nonce").orElseThrow();
            String proof = key.dpopProof("POST", server.url(), Map.of("ath", hash, "nonce", other));
            Map<String, String> proven = Map.of("authorization", credentials, "dpop", proof);
            assertThat(client.call("whoami", Map.of(), proven).statusCode()).isEqualTo(200);
            assertThat(challenge(client.call("whoami", Map.of(), proven))).contains("invalid_dpop_proof");
        }
    }
}
