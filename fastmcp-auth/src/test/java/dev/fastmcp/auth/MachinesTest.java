package dev.fastmcp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.auth.internal.flow.Caller;
import dev.fastmcp.auth.internal.flow.IssuingServer;
import dev.fastmcp.auth.internal.flow.ProtectedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that need no person. */
@Timeout(60)
class MachinesTest {

    private IssuingServer issuer;
    private ProtectedServer server;

    @BeforeEach
    void begin() throws IOException {
        issuer = new IssuingServer();
        server = new ProtectedServer(issuer);
        server.wantedScope = "report";
    }

    @AfterEach
    void end() {
        server.close();
        issuer.close();
    }

    private Caller caller(Authentication auth) {
        return new Caller(server.uri("/mcp"), auth);
    }

    private String lastTokenRequest() {
        return issuer.asked().stream()
                .filter(line -> line.startsWith("POST /token"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void clientCredentialsGetATokenByTheHeader() throws Exception {
        Caller caller = caller(ClientCredentials.builder("a:b").secret("s%c").build());

        assertThat(caller.calls(8)).containsOnly(200);

        assertThat(issuer.machines).hasValue(1);
        assertThat(issuer.tokenForms.get(0))
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "report")
                .containsEntry("resource", server.origin() + "/mcp")
                .doesNotContainKey("client_secret");
        assertThat(lastTokenRequest())
                .contains("Basic "
                        + Base64.getEncoder().encodeToString("a%3Ab:s%25c".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void orInTheBodyIfTheUserSaysSo() throws Exception {
        caller(ClientCredentials.builder("id")
                        .secret("s")
                        .secretMethod("client_secret_post")
                        .build())
                .call();

        assertThat(issuer.tokenForms.get(0)).containsEntry("client_id", "id").containsEntry("client_secret", "s");
        assertThat(lastTokenRequest()).doesNotContain("Basic");
    }

    @Test
    void orByAnAssertionForTheIssuer() throws Exception {
        caller(ClientCredentials.builder("id")
                        .assertions(audience -> "jwt-for-" + audience)
                        .build())
                .call();

        assertThat(issuer.tokenForms.get(0))
                .containsEntry("client_assertion", "jwt-for-" + issuer.origin())
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    }

    @Test
    void tokensThatEndAreReplacedOnce() throws Exception {
        Caller caller = caller(ClientCredentials.builder("id").secret("s").build());
        caller.call();
        issuer.endAccess();

        assertThat(caller.calls(8)).containsOnly(200);

        assertThat(issuer.machines).hasValue(2);
    }

    @Test
    void aServerThatRefusesEveryTokenIsGivenUp() throws Exception {
        Caller caller = caller(ClientCredentials.builder("id").secret("s").build());
        server.refusesAll = true;

        assertThat(caller.failure().kind()).isEqualTo(Kind.REFUSED);

        assertThat(issuer.machines).hasValue(1);
    }

    @Test
    void wrongCredentialsAreExplained() throws Exception {
        issuer.tokenFault = visit -> visit.answer(401, Map.of("error", "invalid_client"));

        AuthorizationException failure =
                caller(ClientCredentials.builder("id").secret("s3cret").build()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.errorCode()).contains("invalid_client");
        assertThat(failure)
                .hasMessageContaining("check the id and the credentials of the client")
                .hasMessageNotContaining("s3cret");
        assertThat(issuer.tokenForms).hasSize(1);
    }

    @Test
    void aSecretDoesNotMoveToAnotherIssuer() throws Exception {
        try (IssuingServer other = new IssuingServer()) {
            Caller caller =
                    caller(ClientCredentials.builder("id").secret("s3cret").build());
            caller.call();
            server.issuer = other;

            assertThat(caller.failure().kind()).isEqualTo(Kind.UNTRUSTED);
            assertThat(other.tokenForms).isEmpty();

            AuthorizationException named = caller(ClientCredentials.builder("id")
                            .secret("s3cret")
                            .issuer(issuer.origin())
                            .build())
                    .failure();
            assertThat(named.kind()).isEqualTo(Kind.UNTRUSTED);
            assertThat(other.tokenForms).isEmpty();
        }
    }

    @Test
    void clientCredentialsMustBeOfOneKind() {
        assertThatThrownBy(() -> ClientCredentials.builder("id").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The client \"id\" has 0 kinds of credentials: give one of secret, key");
        assertThatThrownBy(() -> ClientCredentials.builder("id")
                        .secret("s")
                        .assertions(x -> x)
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 kinds");
        assertThatThrownBy(() -> ClientCredentials.builder("id").secretMethod("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secretMethod cannot be none");
        assertThat(ClientCredentials.builder("id").secret("s3cret").build()).hasToString("ClientCredentials[id]");
    }

    @Test
    void aWorkloadShowsItsAssertion() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Caller caller = caller(
                WorkloadIdentity.builder(() -> "pod-" + asked.incrementAndGet()).build());
        caller.call();
        issuer.endAccess();

        assertThat(caller.call()).isEqualTo(200);

        assertThat(issuer.tokenForms.stream().map(form -> form.get("assertion")))
                .containsExactly("pod-1", "pod-2");
        assertThat(issuer.tokenForms.get(0))
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .containsEntry("resource", server.origin() + "/mcp")
                .doesNotContainKey("client_id");
    }

    @Test
    void aWorkloadThatIsRefusedDoesNotTryAgain() throws Exception {
        issuer.tokenFault = visit -> visit.answer(400, Map.of("error", "invalid_grant"));

        AuthorizationException failure = caller(WorkloadIdentity.builder(audience -> "pod-jwt-for-" + audience)
                        .clientId("workload")
                        .build())
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessageNotContaining("pod-jwt");
        assertThat(issuer.tokenForms).hasSize(1);
        assertThat(issuer.tokenForms.get(0))
                .containsEntry("assertion", "pod-jwt-for-" + issuer.origin())
                .containsEntry("client_id", "workload");
    }

    @Test
    void anOrganizationTurnsALoginIntoAToken() throws Exception {
        try (IssuingServer provider = new IssuingServer()) {
            provider.tokenFault = visit -> visit.answer(
                    200,
                    Map.of(
                            "access_token", "the-id-jag",
                            "issued_token_type", "urn:ietf:params:oauth:token-type:id-jag",
                            "token_type", "N_A"));

            assertThat(caller(enterprise(provider).build()).call()).isEqualTo(200);

            assertThat(provider.tokenForms.get(0))
                    .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                    .containsEntry("requested_token_type", "urn:ietf:params:oauth:token-type:id-jag")
                    .containsEntry("audience", issuer.origin())
                    .containsEntry("resource", server.origin() + "/mcp")
                    .containsEntry("subject_token", "the-id-token")
                    .containsEntry("subject_token_type", "urn:ietf:params:oauth:token-type:id_token");
            assertThat(issuer.tokenForms.get(0))
                    .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                    .containsEntry("assertion", "the-id-jag");
            assertThat(String.join("\n", issuer.asked()))
                    .doesNotContain("the-id-token")
                    .doesNotContain("idp-secret");
            assertThat(String.join("\n", provider.asked())).doesNotContain("mcp-secret");
        }
    }

    @Test
    void anIdentityProviderThatGivesSomethingElseIsNotUsed() throws Exception {
        try (IssuingServer provider = new IssuingServer()) {
            provider.tokenFault = visit -> visit.answer(
                    200, Map.of("access_token", "at", "issued_token_type", "urn:x", "token_type", "Bearer"));

            AuthorizationException failure =
                    caller(enterprise(provider).build()).failure();

            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("issued_token_type is \"urn:x\"");
            assertThat(issuer.tokenForms).isEmpty();
        }
    }

    private static EnterpriseAuthorization.Builder enterprise(IssuingServer provider) {
        return EnterpriseAuthorization.builder("mcp-client")
                .clientSecret("mcp-secret")
                .identityProvider(provider.origin(), URI.create(provider.origin() + "/token"))
                .identityProviderClient("idp-client", "idp-secret")
                .idToken(() -> "the-id-token");
    }

    @Test
    void anIncompleteOrganizationIsExplained() {
        assertThatThrownBy(() -> EnterpriseAuthorization.builder("x").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The client \"x\" is not complete")
                .hasMessageContaining("identityProvider, identityProviderClient and idToken");
        assertThat(List.of(
                        WorkloadIdentity.builder(() -> "pod-jwt").build().toString(),
                        EnterpriseAuthorization.builder("x")
                                .clientSecret("mcp-secret")
                                .identityProvider("i", URI.create("https://i/t"))
                                .identityProviderClient("c", "idp-secret")
                                .idToken(() -> "the-id-token")
                                .build()
                                .toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain("secret").doesNotContain("jwt"));
    }
}
