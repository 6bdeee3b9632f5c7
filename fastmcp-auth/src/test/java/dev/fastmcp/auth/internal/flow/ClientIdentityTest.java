package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.InMemoryTokenStorage;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.store.CredentialStore;
import dev.fastmcp.auth.internal.store.StoredTokens;
import dev.fastmcp.auth.internal.token.ClientProof;
import dev.fastmcp.auth.internal.token.ClientRegistration;
import dev.fastmcp.auth.internal.token.ClientRegistration.Origin;
import dev.fastmcp.auth.internal.token.Registration;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which client a login is made with: in this order, the user's, one with a document, a remembered one, a new one. */
class ClientIdentityTest {

    private static final URI REDIRECT = URI.create("http://127.0.0.1:4711/callback");
    private static final URI DOCUMENT = URI.create("https://client.example/about.json");
    private static final String ELSEWHERE = "https://elsewhere.example";

    private final TokenStorage storage = new InMemoryTokenStorage();
    private final MovingClock clock = new MovingClock();
    private WebServer web;

    @BeforeEach
    void start() throws IOException {
        web = new WebServer();
        web.json(
                "/register",
                201,
                "{\"client_id\":\"registered\",\"client_secret\":\"secret-1\",\"client_secret_expires_at\":"
                        + clock.instant().plus(Duration.ofHours(1)).getEpochSecond() + "}");
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private CredentialStore store() {
        return new CredentialStore(storage, web.uri("/mcp"), "");
    }

    /** As after a start of the program: only what is stored is known. */
    private ClientIdentity identity(Optional<String> id, Optional<URI> document, Optional<String> issuer) {
        LoginSettings settings = new LoginSettings(
                "Test",
                Map.of(),
                id,
                id.map(each -> "given-secret"),
                document,
                "127.0.0.1",
                0,
                Duration.ofSeconds(1),
                page -> Optional.empty(),
                Map.of(),
                false);
        Issuing issuing = new Issuing(Set.of(), issuer, Optional.empty(), true, false, clock);
        return new ClientIdentity(settings, issuing, new Registration(WebServer.http(web.uri("/mcp"))), store());
    }

    private ClientIdentity plain() {
        return identity(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private AuthorizationServer server(String issuer, boolean documents) {
        return new AuthorizationServer(
                issuer,
                Optional.of(web.uri("/authorize")),
                web.uri("/token"),
                Optional.of(web.uri("/register")),
                Optional.empty(),
                Optional.of(List.of("client_secret_post")),
                Optional.empty(),
                false,
                documents,
                List.of(),
                false);
    }

    private AuthorizationServer server() {
        return server(web.origin(), true);
    }

    private static StoredTokens tokens(AuthorizationServer server, String clientId) {
        return new StoredTokens(
                server,
                clientId,
                "resource",
                "access",
                "Bearer",
                Optional.empty(),
                Optional.of("refresh"),
                Set.of(),
                Optional.empty());
    }

    private static Map<String, String> form(ClientProof proof, AuthorizationServer server) {
        Map<String, String> form = new HashMap<>();
        proof.addTo(server, form, new HashMap<>());
        return form;
    }

    @Test
    void theIdOfTheUserComesFirstAndNothingIsStored() throws Exception {
        ClientIdentity identity = identity(Optional.of("given"), Optional.of(DOCUMENT), Optional.empty());

        ClientRegistration client = identity.become(server(), REDIRECT, Set.of());

        assertThat(client.origin()).isEqualTo(Origin.PRE_REGISTERED);
        assertThat(client.clientId()).isEqualTo("given");
        assertThat(identity.preRegistered()).isTrue();
        assertThat(web.asked()).isEmpty();
        assertThat(store().client()).isEmpty();
    }

    @Test
    void thenComesTheDocumentWhereItIsUnderstood() throws Exception {
        ClientIdentity identity = identity(Optional.empty(), Optional.of(DOCUMENT), Optional.empty());

        ClientRegistration client = identity.become(server(), REDIRECT, Set.of());

        assertThat(client.origin()).isEqualTo(Origin.METADATA_DOCUMENT);
        assertThat(client.clientId()).isEqualTo(DOCUMENT.toString());
        assertThat(web.asked()).isEmpty();
        assertThat(store().client()).isEmpty();
    }

    @Test
    void aRegistrationComesLastAndIsRemembered() throws Exception {
        ClientIdentity identity = identity(Optional.empty(), Optional.of(DOCUMENT), Optional.empty());

        ClientRegistration client = identity.become(server(web.origin(), false), REDIRECT, Set.of());

        assertThat(client.origin()).isEqualTo(Origin.DYNAMIC);
        assertThat(identity.registeredHere(client)).isTrue();
        assertThat(web.lines()).hasSize(1);
        ClientIdentity restarted = plain();
        assertThat(restarted.remembered(server())).get().satisfies(again -> {
            assertThat(again.clientId()).isEqualTo("registered");
            assertThat(again.secret()).contains("secret-1");
            assertThat(again.redirectUris()).containsExactly(REDIRECT.toString());
            assertThat(restarted.registeredHere(again)).isFalse();
        });
    }

    @Test
    void aRegistrationAtAnotherServerIsNeverUsed() throws Exception {
        plain().become(server(), REDIRECT, Set.of());
        AuthorizationServer other = server(ELSEWHERE, true);

        assertThat(plain().remembered(other)).isEmpty();
        assertThat(plain().remembered(server(web.origin() + "/", true))).isEmpty();
        assertThat(plain().proofFor(tokens(other, "registered"))).isEmpty();
        assertThat(plain().proofFor(tokens(server(), "registered"))).isPresent();
    }

    @Test
    void anExpiredSecretEndsARegistration() throws Exception {
        plain().become(server(), REDIRECT, Set.of());
        clock.forward(Duration.ofHours(1).minusSeconds(1));
        assertThat(plain().remembered(server())).isPresent();

        clock.forward(Duration.ofSeconds(1));

        assertThat(plain().remembered(server())).isEmpty();
        assertThat(plain().proofFor(tokens(server(), "registered"))).isEmpty();
        web.json(
                "/register",
                201,
                "{\"client_id\":\"renewed\",\"client_secret\":\"secret-2\",\"client_secret_expires_at\":0}");
        plain().become(server(), REDIRECT, Set.of());
        clock.forward(Duration.ofDays(10_000));
        assertThat(plain().remembered(server()).map(ClientRegistration::clientId))
                .contains("renewed");
    }

    @Test
    void aForgottenRegistrationIsGoneAlsoAfterARestart() throws Exception {
        ClientIdentity identity = plain();
        identity.become(server(), REDIRECT, Set.of());

        identity.forget();

        assertThat(identity.remembered(server())).isEmpty();
        assertThat(plain().remembered(server())).isEmpty();
        assertThat(plain().proofFor(tokens(server(), "registered"))).isEmpty();
    }

    @Test
    void whatIsKnownOfTheUsersClientIsNotForgotten() {
        store().save(ClientRegistration.reminder(ELSEWHERE, "given"));
        ClientIdentity identity = identity(Optional.of("given"), Optional.empty(), Optional.empty());

        identity.forget();

        assertThat(store().client().map(ClientRegistration::issuer)).contains(ELSEWHERE);
    }

    @Test
    void theUsersClientIsNeverMistakenForARegistration() {
        store().save(new ClientRegistration(
                web.origin(),
                "registered",
                Optional.of("secret"),
                Optional.<Instant>empty(),
                Optional.of("client_secret_post"),
                List.of(REDIRECT.toString()),
                Origin.DYNAMIC));

        assertThat(identity(Optional.of("given"), Optional.empty(), Optional.empty())
                        .remembered(server()))
                .isEmpty();
        assertThat(plain().remembered(server())).isPresent();
    }

    @Test
    void tokensAreRenewedAsTheClientTheyWereIssuedToOrNotAtAll() throws Exception {
        ClientIdentity given = identity(Optional.of("given"), Optional.empty(), Optional.empty());
        assertThat(given.proofFor(tokens(server(), "given")))
                .get()
                .satisfies(proof -> assertThat(form(proof, server()))
                        .containsEntry("client_id", "given")
                        .containsEntry("client_secret", "given-secret"));
        assertThat(given.proofFor(tokens(server(), "registered"))).isEmpty();

        ClientIdentity described = identity(Optional.empty(), Optional.of(DOCUMENT), Optional.empty());
        assertThat(described.proofFor(tokens(server(), DOCUMENT.toString())))
                .get()
                .satisfies(proof -> assertThat(form(proof, server())).containsOnlyKeys("client_id"));
        assertThat(described.proofFor(tokens(server(), "https://another.example/about.json")))
                .isEmpty();

        plain().become(server(), REDIRECT, Set.of());
        assertThat(plain().proofFor(tokens(server(), "registered")))
                .get()
                .satisfies(proof -> assertThat(form(proof, server())).containsEntry("client_secret", "secret-1"));
        assertThat(plain().proofFor(tokens(server(), "another"))).isEmpty();
    }

    @Test
    void theUsersSecretGoesToNoOtherServer() {
        ClientIdentity identity = identity(Optional.of("given"), Optional.empty(), Optional.of(web.origin()));
        AuthorizationServer other = server(ELSEWHERE, true);

        assertThatThrownBy(() -> identity.become(other, REDIRECT, Set.of()))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED));
        assertThatThrownBy(() -> identity.proofFor(tokens(other, "given"))).isInstanceOf(AuthorizationException.class);
        assertThat(web.asked()).isEmpty();
    }
}
