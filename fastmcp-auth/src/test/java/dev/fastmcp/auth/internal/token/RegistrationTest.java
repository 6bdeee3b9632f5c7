package dev.fastmcp.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.token.ClientRegistration.Origin;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

    private static final URI REDIRECT = URI.create("http://127.0.0.1:4711/callback");
    private static final URI DOCUMENT = URI.create("https://client.example/oauth/client.json");

    private WebServer web;
    private Registration registration;

    @BeforeEach
    void start() throws IOException {
        web = new WebServer();
        registration = new Registration(WebServer.http(web.uri("/mcp")));
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private AuthorizationServer server(boolean registers, boolean documents, List<String> methods) {
        return new AuthorizationServer(
                web.origin(),
                Optional.of(web.uri("/authorize")),
                web.uri("/token"),
                registers ? Optional.of(web.uri("/register")) : Optional.empty(),
                Optional.empty(),
                methods.isEmpty() ? Optional.empty() : Optional.of(methods),
                Optional.empty(),
                false,
                documents,
                List.of(),
                false);
    }

    private static RegistrationRequest request(
            Optional<String> id, Optional<String> secret, Map<String, Object> metadata) {
        return new RegistrationRequest(
                id, secret, Optional.empty(), Optional.of(DOCUMENT), "Test", REDIRECT, Set.of(), metadata);
    }

    private static final RegistrationRequest PLAIN = request(Optional.empty(), Optional.empty(), Map.of());

    private Map<String, Object> sent() {
        return JsonValue.parse(web.asked().get(0).body()).asMap();
    }

    private ClientRegistration registered(List<String> methods, String answer) throws InterruptedException {
        web.json("/register", 201, answer);
        return registration.choose(server(true, false, methods), PLAIN);
    }

    // Which way

    @Test
    void prefersTheIdThatTheUserHas() throws Exception {
        ClientRegistration chosen = registration.choose(
                server(true, true, List.of()), request(Optional.of("id"), Optional.of("secret"), Map.of()));

        assertThat(chosen)
                .isEqualTo(new ClientRegistration(
                        web.origin(),
                        "id",
                        Optional.of("secret"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Origin.PRE_REGISTERED))
                .asString()
                .doesNotContain("secret");
        assertThat(web.lines()).isEmpty();
    }

    @Test
    void provesNothingWithAnIdThatHasNoSecret() throws Exception {
        assertThat(registration
                        .choose(server(true, true, List.of()), request(Optional.of("id"), Optional.empty(), Map.of()))
                        .authMethod())
                .contains("none");
    }

    @Test
    void usesTheMethodThatTheUserWantsForAnId() throws Exception {
        Map<String, Object> metadata = Map.of("token_endpoint_auth_method", "client_secret_post");

        assertThat(registration
                        .choose(server(true, true, List.of()), request(Optional.of("id"), Optional.of("s"), metadata))
                        .authMethod())
                .contains("client_secret_post");
    }

    @Test
    void showsAnIdToNoOtherServer() {
        RegistrationRequest bound = new RegistrationRequest(
                Optional.of("id"),
                Optional.of("secret"),
                Optional.of("https://mine.example"),
                Optional.empty(),
                "Test",
                REDIRECT,
                Set.of(),
                Map.of());

        assertThatThrownBy(() -> registration.choose(server(true, true, List.of()), bound))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED))
                .hasMessageContaining("\"https://mine.example\" only")
                .hasMessageContaining("\"" + web.origin() + "\"")
                .hasMessageNotContaining("secret");
        assertThat(bound.toString()).doesNotContain("secret");
    }

    @Test
    void prefersTheDocumentToRegisteringWhereItIsUnderstood() throws Exception {
        ClientRegistration chosen = registration.choose(server(true, true, List.of()), PLAIN);

        assertThat(chosen)
                .isEqualTo(new ClientRegistration(
                        web.origin(),
                        DOCUMENT.toString(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("none"),
                        List.of(),
                        Origin.METADATA_DOCUMENT));
        assertThat(web.lines()).isEmpty();
    }

    @Test
    void registersWhereTheDocumentIsNotUnderstood() throws Exception {
        assertThat(registered(List.of(), "{'client_id': 'x'}").origin()).isEqualTo(Origin.DYNAMIC);
    }

    @Test
    void saysWhatToGiveIfNoWayIsOpen() {
        assertThatThrownBy(() -> registration.choose(server(false, false, List.of()), PLAIN))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
                .hasMessageContaining("The authorization server " + web.origin() + " does not let clients register")
                .hasMessageContaining("clientId(")
                .hasMessageNotContaining("clientMetadataUrl(");
        RegistrationRequest nothing = new RegistrationRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Test",
                REDIRECT,
                Set.of(),
                Map.of());
        assertThatThrownBy(() -> registration.choose(server(false, true, List.of()), nothing))
                .hasMessageContaining("clientMetadataUrl(");
    }

    // What is sent

    @Test
    void registersANativeClient() throws Exception {
        registered(List.of("client_secret_basic", "none"), "{'client_id': 'x'}");

        assertThat(sent())
                .isEqualTo(Map.of(
                        "client_name",
                        "Test",
                        "redirect_uris",
                        List.of(REDIRECT.toString()),
                        "grant_types",
                        List.of("authorization_code", "refresh_token"),
                        "response_types",
                        List.of("code"),
                        "token_endpoint_auth_method",
                        "none",
                        "application_type",
                        "native"));
        assertThat(web.lines()).containsExactly("POST /register");
        assertThat(web.asked().get(0).headers()).doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @CsvSource({
        "none client_secret_basic,                none",
        "client_secret_post client_secret_basic,  client_secret_basic",
        "client_secret_post private_key_jwt,      client_secret_post",
        "private_key_jwt,                         client_secret_basic",
        "'',                                      client_secret_basic",
    })
    void asksForTheBestMethodThatIsOffered(String offered, String expected) throws Exception {
        registered(offered.isEmpty() ? List.of() : List.of(offered.split(" ")), "{'client_id': 'x'}");

        assertThat(sent()).containsEntry("token_endpoint_auth_method", expected);
    }

    @Test
    void letsTheUserWinButForTheRedirect() throws Exception {
        web.json("/register", 200, "{'client_id': 'x'}");
        RegistrationRequest request = new RegistrationRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Test",
                URI.create("https://web.example/back"),
                new TreeSet<>(Set.of("b", "a")),
                Map.of(
                        "client_name", "Mine",
                        "contacts", List.of("me@example.com"),
                        "redirect_uris", List.of("https://evil.example")));

        registration.choose(server(true, true, List.of()), request);

        assertThat(sent())
                .containsEntry("client_name", "Mine")
                .containsEntry("contacts", List.of("me@example.com"))
                .containsEntry("redirect_uris", List.of("https://web.example/back"))
                .containsEntry("application_type", "web")
                .containsEntry("scope", "a b");
    }

    // What comes back

    @ParameterizedTest
    @ValueSource(strings = {"none", "client_secret_basic", "client_secret_post"})
    void obeysTheMethodOfTheServer(String method) throws Exception {
        ClientRegistration made = registered(
                List.of(), "{'client_id': 'x', 'client_secret': 's', 'token_endpoint_auth_method': '" + method + "'}");

        assertThat(made.authMethod()).contains(method);
        assertThat(made.secret()).isEqualTo(method.equals("none") ? Optional.empty() : Optional.of("s"));
    }

    @Test
    void usesTheMethodAskedForIfTheServerSaysNothing() throws Exception {
        assertThat(registered(List.of("client_secret_post"), "{'client_id': 'x', 'client_secret': 's'}")
                        .authMethod())
                .contains("client_secret_post");
    }

    @Test
    void leavesTheMethodOpenIfASecretComesUnasked() throws Exception {
        assertThat(registered(List.of("none"), "{'client_id': 'x', 'client_secret': 's'}")
                        .authMethod())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,             ",
        "-5,            ",
        "'\"soon\"',    ",
        "1900000000,    2030-03-17T17:46:40Z",
        "'\"1900000000\"', 2030-03-17T17:46:40Z",
        "1e300,         9999-12-31T23:59:59Z",
    })
    void knowsWhenSecretsEnd(String value, Instant end) throws Exception {
        ClientRegistration made = registered(
                List.of("client_secret_basic"),
                "{'client_id': 'x', 'client_secret': 's', 'client_secret_expires_at': " + value + "}");

        assertThat(made.secretExpiresAt()).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void staysAtItsOwnRedirect() throws Exception {
        assertThat(registered(List.of(), "{'client_id': 'x', 'redirect_uris': ['https://evil.example']}")
                        .redirectUris())
                .containsExactly(REDIRECT.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'client_id': 7}",
                "{'client_id': ''}",
                "{'client_id': 'a\\r\\nX: y'}",
                "{'client_id': 'ä'}",
                "{'client_id': 'x', 'client_secret': 'a\\u0000'}",
                "{'client_id': 'x', 'token_endpoint_auth_method': 'client_secret_basic'}",
                "<html>",
            })
    void refusesAnswersOfNoUse(String answer) {
        assertThatThrownBy(() -> registered(List.of(), answer))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContaining("The answer of the authorization server " + web.origin())
                .hasMessageContaining("cannot be used: it")
                .hasMessageNotContaining("X: y");
    }

    @Test
    void refusesIdsThatAreTooLong() {
        assertThatThrownBy(() -> registered(List.of(), "{'client_id': '" + "x".repeat(9000) + "'}"))
                .hasMessageContaining("too long");
    }

    @Test
    void refusesMethodsItCannotUse() {
        assertThatThrownBy(() ->
                        registered(List.of(), "{'client_id': 'x', 'token_endpoint_auth_method': 'tls_client_auth'}"))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
                .hasMessageContaining("\"tls_client_auth\", which it cannot use");
    }

    @ParameterizedTest
    @CsvSource({"400", "200", "401"})
    void showsWhyTheServerRefuses(int status) {
        web.json(
                "/register",
                status,
                "{'error': 'invalid_redirect_uri', 'error_description': 'no\\nloopback <b>" + "x".repeat(500) + "'}");

        assertThatThrownBy(() -> registration.choose(server(true, false, List.of()), PLAIN))
                .isInstanceOfSatisfying(AuthorizationException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.REFUSED);
                    assertThat(e.errorCode()).contains("invalid_redirect_uri");
                })
                .hasMessageContaining(
                        "The authorization server " + web.origin() + " did not register this client (HTTP status "
                                + status + ", invalid_redirect_uri: no loopback <b>x")
                .hasMessageContaining("…")
                .hasMessageContaining("clientId(");
    }

    @ParameterizedTest
    @CsvSource({"503, UNAVAILABLE, try again later", "429, UNAVAILABLE, try again later", "404, UNSUPPORTED, clientId("
    })
    void saysWhatHelps(int status, Kind kind, String advice) {
        web.json("/register", status, "<html>");

        assertThatThrownBy(() -> registration.choose(server(true, false, List.of()), PLAIN))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining("HTTP status " + status)
                .hasMessageContaining(advice);
    }
}
