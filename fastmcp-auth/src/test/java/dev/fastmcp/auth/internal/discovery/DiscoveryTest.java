package dev.fastmcp.auth.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

    private static final String RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final Optional<String> NOTHING = Optional.empty();

    private WebServer web;

    @BeforeEach
    void start() throws IOException {
        web = new WebServer();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private Discovery discovery() {
        return discovery("/mcp");
    }

    private Discovery discovery(String path) {
        URI server = web.uri(path);
        return new Discovery(WebServer.http(server), server);
    }

    private Discovered discovered() throws InterruptedException {
        return discovery().discover(NOTHING, NOTHING);
    }

    private static String resource(String name, String issuer) {
        return "{'resource': '" + name + "', 'authorization_servers': ['" + issuer
                + "'], 'scopes_supported': ['a', 'b']}";
    }

    private static String metadata(String issuer) {
        return metadata(issuer, "'x': 1");
    }

    private static String metadata(String issuer, String more) {
        return "{'issuer': '" + issuer
                + "', 'authorization_endpoint': 'ORIGIN/auth?tenant=1', 'token_endpoint': 'ORIGIN/tok', " + more + "}";
    }

    private AbstractThrowableAssert<?, ?> refusal(Kind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    // What the server says about itself

    @Test
    void looksWhereTheServerPointsTo() throws Exception {
        web.json("/elsewhere", resource("ORIGIN/mcp", "ORIGIN")).json(OAUTH, metadata("ORIGIN"));

        Discovered found = discovery().discover(Optional.of(web.origin() + "/elsewhere"), NOTHING);

        assertThat(found.resource())
                .contains(new ProtectedResource(
                        web.origin() + "/mcp", List.of(web.origin()), Optional.of(List.of("a", "b")), false));
        assertThat(found.resourceIndicator()).isEqualTo(web.origin() + "/mcp");
        assertThat(found.authorizationServer().issuer()).isEqualTo(web.origin());
        assertThat(web.lines()).containsExactly("GET /elsewhere", "GET " + OAUTH);
    }

    @Test
    void looksWhereTheServerPointsToOnAnotherOrigin() throws Exception {
        try (WebServer other = new WebServer()) {
            other.json("/about", resource(web.origin() + "/mcp", web.origin()));
            web.json(OAUTH, metadata("ORIGIN"));

            assertThat(discovery()
                            .discover(Optional.of(other.origin() + "/about"), NOTHING)
                            .resource())
                    .isPresent();
        }
    }

    @Test
    void looksUnderThePathAndThenAtTheRoot() throws Exception {
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN"));

        Optional<ProtectedResource> found = discovery().resource(Optional.of(web.origin() + "/missing"));

        assertThat(found).map(ProtectedResource::resource).contains(web.origin());
        assertThat(web.lines()).containsExactly("GET /missing", "GET " + RESOURCE + "/mcp", "GET " + RESOURCE);
    }

    @Test
    void doesNotAskTheRootIfThePathHasAnAnswer() throws Exception {
        web.json(RESOURCE + "/mcp", resource("ORIGIN/mcp", "ORIGIN"));

        discovery().resource(NOTHING);

        assertThat(web.lines()).containsExactly("GET " + RESOURCE + "/mcp");
    }

    @Test
    void asksTheRootOnceForAServerAtTheRoot() throws Exception {
        assertThat(discovery("/").resource(NOTHING)).isEmpty();
        assertThat(web.lines()).containsExactly("GET " + RESOURCE);
    }

    @Test
    void passesOverPagesForPeople() throws Exception {
        web.page(RESOURCE + "/mcp", exchange -> WebServer.text(exchange, 200, "text/html", "<html>Welcome</html>"))
                .json(RESOURCE, resource("ORIGIN/", "ORIGIN"));

        assertThat(discovery().resource(NOTHING))
                .map(ProtectedResource::resource)
                .contains(web.origin() + "/");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429})
    void doesNotLookElsewhereIfAServerIsOutOfOrder(int status) {
        web.json(RESOURCE + "/mcp", status, "{}").json(RESOURCE, resource("ORIGIN", "ORIGIN"));

        refusal(Kind.UNAVAILABLE, this::discovered)
                .hasMessageContaining(web.origin() + RESOURCE + "/mcp answers with HTTP status " + status)
                .hasMessageContaining("try again later");
        assertThat(web.lines()).containsExactly("GET " + RESOURCE + "/mcp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example/mcp",
                "ORIGIN/mc",
                "ORIGIN/mcp2",
                "ORIGIN/mcp/child",
                "ORIGIN/other",
                "ORIGIN/mcp?x=1",
                "ORIGIN/mcp#x",
                "ORIGIN/MCP",
                "http://me@127.0.0.1/mcp",
                "http://127.0.0.1/mcp",
                "urn:x",
                "not an address",
            })
    void refusesMetadataAboutAnotherServerBeforeAnybodyElseIsAsked(String name) {
        web.json(RESOURCE + "/mcp", resource(name, "ORIGIN")).json(OAUTH, metadata("ORIGIN"));

        refusal(Kind.UNTRUSTED, this::discovered)
                .hasMessageContaining("The metadata at " + web.origin() + RESOURCE + "/mcp is about \"")
                .hasMessageContaining("but the server is " + web.origin() + "/mcp")
                .hasMessageNotContaining("x=1");
        assertThat(web.lines()).containsExactly("GET " + RESOURCE + "/mcp");
    }

    @Test
    void refusesMetadataAboutNobody() {
        web.json(RESOURCE + "/mcp", "{'authorization_servers': ['ORIGIN']}");

        refusal(Kind.UNTRUSTED, this::discovered).hasMessageContaining("no server at all (it has no resource)");
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example,         https://h.example/mcp",
        "https://h.example/,        https://h.example/mcp",
        "https://H.example:443/mcp, https://h.example/mcp",
        "https://h.example/mcp/,    https://h.example/mcp",
        "https://h.example/mcp,     https://h.example/mcp/",
        "https://h.example/a,       https://h.example/a/mcp",
        "https://h.example/mcp?x=1, https://h.example/mcp?x=1",
        "https://h.example/mcp,     https://h.example/mcp?x=1",
    })
    void acceptsNamesThatTheServerMayGoBy(String name, URI server) {
        assertThat(ResourceIdentifier.names(name, server)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://H.example:443/Mcp/?key=1#f, https://h.example/Mcp",
        "https://h.example:8443/,            https://h.example:8443",
        "https://h.example,                  https://h.example",
        "http://[::1]:80/mcp,                http://[::1]/mcp",
    })
    void namesServersThatDoNotNameThemselves(URI server, String name) {
        assertThat(ResourceIdentifier.canonical(server)).isEqualTo(name);
    }

    @Test
    void needsAnAuthorizationServer() {
        web.json(RESOURCE + "/mcp", "{'resource': 'ORIGIN/mcp'}");

        refusal(Kind.UNAVAILABLE, this::discovered)
                .hasMessageContaining(web.origin() + "/mcp names no authorization server")
                .hasMessageContaining("issuer(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/relative", "not an address", "https:opaque", "https://?secret=1"})
    void refusesPointersThatAreNoAddresses(String pointer) {
        refusal(Kind.UNTRUSTED, () -> discovery().discover(Optional.of(pointer), NOTHING))
                .hasMessageContaining("resource_metadata")
                .hasMessageContaining("is no absolute address")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/x",
                "http://example.com/x",
                "file:///etc/passwd",
                "https://u:p@h.example/x"
            })
    void doesNotFollowPointersThatThePolicyForbids(String pointer) {
        refusal(Kind.UNTRUSTED, () -> discovery().discover(Optional.of(pointer), NOTHING));
        assertThat(web.lines()).isEmpty();
    }

    // Who issues its tokens

    @Test
    void looksForIssuersWithoutPath() throws Exception {
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN")).json(OPENID, metadata("ORIGIN"));

        discovered();

        assertThat(web.lines().subList(2, 4)).containsExactly("GET " + OAUTH, "GET " + OPENID);
    }

    @Test
    void looksForIssuersWithPathAndNotAtTheRoot() throws Exception {
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN/t"))
                .json(OAUTH, metadata("ORIGIN/t"))
                .json("/t" + OPENID, metadata("ORIGIN/t"));

        assertThat(discovered().authorizationServer().issuer()).isEqualTo(web.origin() + "/t");
        assertThat(web.lines().subList(2, 5))
                .containsExactly("GET " + OAUTH + "/t", "GET " + OPENID + "/t", "GET /t" + OPENID);
    }

    @Test
    void readsAllThatMatters() throws Exception {
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN"))
                .json(
                        OAUTH,
                        metadata(
                                "ORIGIN",
                                "'registration_endpoint': 'ORIGIN/reg', 'scopes_supported': ['s'],"
                                        + "'token_endpoint_auth_methods_supported': ['none'],"
                                        + "'code_challenge_methods_supported': ['S256', 7],"
                                        + "'authorization_response_iss_parameter_supported': true,"
                                        + "'client_id_metadata_document_supported': true,"
                                        + "'dpop_signing_alg_values_supported': ['ES256']"));

        assertThat(discovered().authorizationServer())
                .isEqualTo(new AuthorizationServer(
                        web.origin(),
                        Optional.of(web.uri("/auth?tenant=1")),
                        web.uri("/tok"),
                        Optional.of(web.uri("/reg")),
                        Optional.of(List.of("s")),
                        Optional.of(List.of("none")),
                        Optional.of(List.of("S256")),
                        true,
                        true,
                        List.of("ES256"),
                        false));
    }

    @Test
    void readsMetadataThatSaysLittle() throws Exception {
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN"))
                .json(OAUTH, "{'issuer': 'ORIGIN', 'token_endpoint': 'ORIGIN/tok', 'scopes_supported': 'wrong type'}");

        AuthorizationServer found = discovered().authorizationServer();

        assertThat(found.authorizationEndpoint()).isEmpty();
        assertThat(found.codeChallengeMethods()).isEmpty();
        assertThat(found.scopes()).isEmpty();
        assertThat(found.issInResponse()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORIGIN/", "ORIGIN/t", "https://other.example", "HTTP://127.0.0.1", ""})
    void refusesMetadataOfAnotherIssuer(String issuer) {
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN"))
                .json(OAUTH, metadata(issuer))
                .json(OPENID, metadata(issuer));

        refusal(Kind.UNTRUSTED, this::discovered)
                .hasMessageContaining("The metadata at " + web.origin() + OPENID + " is for ")
                .hasMessageContaining("must be for \"" + web.origin() + "\", character by character");
    }

    @Test
    void passesOverMetadataOfAnotherIssuerIfTheRightOneFollows() throws Exception {
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN/t"))
                .json(OAUTH + "/t", metadata("ORIGIN"))
                .json("/t" + OPENID, metadata("ORIGIN/t"));

        assertThat(discovered().authorizationServer().issuer()).isEqualTo(web.origin() + "/t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORIGIN?tenant=1", "ORIGIN#x", "not an address", "/relative", "urn:x"})
    void refusesIssuersThatCannotBeOne(String issuer) {
        web.json(RESOURCE, resource("ORIGIN", issuer));

        refusal(Kind.UNTRUSTED, this::discovered)
                .hasMessageContaining("cannot be the name of an authorization server")
                .hasMessageNotContaining("tenant");
        assertThat(web.lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auth.example",
                "http://169.254.169.254",
                "http://10.0.0.1",
                "https://u:p@a.example",
                "ftp://a.example"
            })
    void refusesIssuersThatThePolicyForbids(String issuer) {
        web.json(RESOURCE, resource("ORIGIN", issuer));

        refusal(Kind.UNTRUSTED, this::discovered)
                .hasMessageContaining("is not asked: only https is allowed")
                .hasMessageContaining("urlPolicy");
        assertThat(web.lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "authorization_endpoint, javascript:alert(1)",
        "authorization_endpoint, file:///etc/passwd",
        "authorization_endpoint, http://auth.example/a",
        "authorization_endpoint, /relative",
        "token_endpoint,         http://169.254.169.254/t",
        "token_endpoint,         http://10.1.2.3/t",
        "token_endpoint,         https://u:p@a.example/t",
        "token_endpoint,         https://a.example/t#x",
        "registration_endpoint,  ftp://a.example/r",
        "registration_endpoint,  not an address",
    })
    void refusesMetadataThatPointsElsewhere(String name, String address) {
        String all = "{'issuer': 'ORIGIN', 'token_endpoint': 'ORIGIN/tok', '" + name + "': '" + address + "'}";
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN"))
                .json(OAUTH, name.equals("token_endpoint") ? all.replace("'token_endpoint': 'ORIGIN/tok', ", "") : all);

        refusal(Kind.UNTRUSTED, this::discovered)
                .hasMessageContaining("The metadata at " + web.origin() + OAUTH + " is not used: its " + name)
                .hasMessageNotContaining("u:p");
    }

    @Test
    void needsATokenEndpoint() {
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN")).json(OAUTH, "{'issuer': 'ORIGIN'}");

        refusal(Kind.UNAVAILABLE, this::discovered).hasMessageContaining("it names no token_endpoint");
    }

    @Test
    void saysWhereMetadataWasLookedFor() {
        web.json(RESOURCE, resource("ORIGIN", "ORIGIN/t"));

        refusal(Kind.UNAVAILABLE, this::discovered)
                .hasMessageContaining("The authorization server " + web.origin() + "/t publishes no metadata at [")
                .hasMessageContaining(web.origin() + OAUTH + "/t, ")
                .hasMessageContaining(web.origin() + "/t" + OPENID)
                .hasMessageContaining("endpoints(");
    }

    @Test
    void doesNotTakeMetadataFromAnotherOriginByRedirect() throws Exception {
        try (WebServer other = new WebServer()) {
            other.json(OAUTH, metadata(web.origin()));
            web.json(RESOURCE, resource("ORIGIN", "ORIGIN")).redirect(OAUTH, other.origin() + OAUTH);

            refusal(Kind.UNAVAILABLE, this::discovered).hasMessageContaining("publishes no metadata");
            assertThat(other.lines()).isEmpty();
        }
    }

    // Servers of the first specification

    @Test
    void takesAServerThatSaysNothingForItsOwnAuthorizationServer() throws Exception {
        web.json(OAUTH, metadata("ORIGIN"));

        Discovered found = discovered();

        assertThat(found.resource()).isEmpty();
        assertThat(found.resourceIndicator()).isEqualTo(web.origin() + "/mcp");
        assertThat(found.authorizationServer().issuer()).isEqualTo(web.origin());
        assertThat(found.authorizationServer().assumed()).isFalse();
    }

    @Test
    void acceptsBothWaysToWriteTheRootOfSuchAServer() throws Exception {
        web.json(OAUTH, metadata("ORIGIN/"));

        assertThat(discovered().authorizationServer().issuer()).isEqualTo(web.origin() + "/");
    }

    @Test
    void refusesMetadataOfAnotherIssuerThereToo() {
        web.json(OAUTH, metadata("https://other.example"));

        refusal(Kind.UNTRUSTED, this::discovered).hasMessageContaining("\"https://other.example\"");
    }

    @Test
    void assumesTheEndpointsOfAServerWithoutAnyMetadata() throws Exception {
        AuthorizationServer found = discovered().authorizationServer();

        assertThat(found.assumed()).isTrue();
        assertThat(found.issuer()).isEqualTo(web.origin());
        assertThat(found.authorizationEndpoint()).contains(web.uri("/authorize"));
        assertThat(found.tokenEndpoint()).isEqualTo(web.uri("/token"));
        assertThat(found.registrationEndpoint()).contains(web.uri("/register"));
        assertThat(found.codeChallengeMethods()).isEmpty();
        assertThat(web.lines())
                .containsExactly("GET " + RESOURCE + "/mcp", "GET " + RESOURCE, "GET " + OAUTH, "GET " + OPENID);
        assertThat(web.asked()).allSatisfy(asked -> assertThat(asked.headers()).containsKey("Mcp-protocol-version"));
    }

    // What the user has decided

    @Test
    void asksTheIssuerOfTheUserIfTheServerSaysNothing() throws Exception {
        web.json(OPENID + "/t", metadata("ORIGIN/t"));

        Discovered found = discovery().discover(NOTHING, Optional.of(web.origin() + "/t"));

        assertThat(found.authorizationServer().issuer()).isEqualTo(web.origin() + "/t");
        assertThat(found.resourceIndicator()).isEqualTo(web.origin() + "/mcp");
    }

    @Test
    void asksTheIssuerOfTheUserAmongThoseOfTheServer() throws Exception {
        web.json(RESOURCE, "{'resource': 'ORIGIN', 'authorization_servers': ['https://a.example', 'ORIGIN/t']}")
                .json(OAUTH + "/t", metadata("ORIGIN/t"));

        assertThat(discovery()
                        .discover(NOTHING, Optional.of(web.origin() + "/t"))
                        .authorizationServer()
                        .issuer())
                .isEqualTo(web.origin() + "/t");
    }

    @Test
    void asksNobodyIfTheServerHasMovedAwayFromTheIssuerOfTheUser() {
        web.json(RESOURCE, resource("ORIGIN", "https://moved.example"));

        refusal(Kind.UNTRUSTED, () -> discovery().discover(NOTHING, Optional.of(web.origin())))
                .hasMessageContaining("takes tokens of [https://moved.example]")
                .hasMessageContaining("only \"" + web.origin() + "\" may be used");
        assertThat(web.lines()).hasSize(2);
    }

    @Test
    void usesEndpointsOfTheUserEvenIfTheServerIsOutOfOrder() throws Exception {
        AuthorizationServer given = new AuthorizationServer(
                "https://a.example",
                Optional.empty(),
                URI.create("https://a.example/token"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of(),
                false);
        web.json(RESOURCE + "/mcp", 503, "{}");
        assertThat(discovery().with(given, NOTHING).resourceIndicator()).isEqualTo(web.origin() + "/mcp");

        web.json(RESOURCE + "/mcp", resource("ORIGIN", "https://other.example"));
        assertThat(discovery().with(given, NOTHING).resourceIndicator()).isEqualTo(web.origin());
        assertThat(discovery().with(given, NOTHING).authorizationServer()).isSameAs(given);

        web.json(RESOURCE + "/mcp", resource("https://other.example", "https://a.example"));
        refusal(Kind.UNTRUSTED, () -> discovery().with(given, NOTHING));
    }
}
