package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.InMemoryTokenStorage;
import dev.fastmcp.auth.OAuth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The configurations of {@code docs/identity-providers.md}, each with a stand-in that answers as the public documentation of the provider says. Only the port of the callback differs from the page. */
@Timeout(60)
class IdentityProvidersTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final FollowingBrowser browser = new FollowingBrowser();
    private final MovingClock clock = new MovingClock();
    private ProviderStandIn provider;
    private int auth0Port;

    @AfterEach
    void end() {
        if (provider != null) {
            provider.close();
        }
    }

    /** What every test needs, and no page says. */
    private OAuth.Builder local(OAuth.Builder page) {
        return page.browser(new Detour(provider).pages(browser))
                .clock(clock)
                .tokenStorage(new InMemoryTokenStorage())
                .callbackTimeout(Duration.ofSeconds(20));
    }

    private Caller caller(OAuth.Builder page) {
        return new Caller(provider.uri("/mcp"), page.build(), new Detour(provider)::requests);
    }

    /** A port that the page could have named: its own may be taken by others on this machine. */
    private static int port() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    private static Predicate<URI> registered(int port) {
        return redirect -> redirect.toString().equals("http://127.0.0.1:" + port + "/callback");
    }

    private void logsInAndRefreshes(Caller caller) throws Exception {
        assertThat(caller.call()).isEqualTo(200);
        assertThat(browser.opened()).hasSize(1);
        for (int renewal = 1; renewal <= 2; renewal++) {
            clock.forward(Duration.ofHours(2));
            provider.endAccess();
            assertThat(caller.call()).isEqualTo(200);
            assertThat(provider.refreshes).hasValue(renewal);
        }
        assertThat(browser.opened()).hasSize(1);
    }

    @Test
    void thePageSaysWhatIsTestedHere() throws Exception {
        assertThat(IdentityProviderPage.published())
                .hasSize(6)
                .allSatisfy(code -> assertThat(IdentityProviderPage.used()).contains(code));
    }

    private Map<String, Object> metadata(String authorize, String token) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", provider.issuer);
        members.put("authorization_endpoint", authorize);
        members.put("token_endpoint", token);
        members.put("response_types_supported", List.of("code"));
        return members;
    }

    /** An address of this machine: providers that allow any port compare the rest. */
    private static boolean isLoopback(URI redirect, String host, String path) {
        return redirect.getScheme().equals("http")
                && redirect.getHost().equals(host)
                && redirect.getPath().equals(path);
    }

    private void anyProvider(String path) throws IOException {
        provider = new ProviderStandIn(path + "/auth", path + "/token");
        provider.issuer = "https://login.example.com" + path;
        provider.authorizationServer = provider.issuer;
        Map<String, Object> members = metadata(provider.issuer + "/auth", provider.issuer + "/token");
        members.put("code_challenge_methods_supported", List.of("plain", "S256"));
        members.put("scopes_supported", List.of("openid", "offline_access", "mcp"));
        members.put("token_endpoint_auth_methods_supported", List.of("none", "client_secret_basic"));
        // OpenID Connect puts the path before the well-known part, and such servers know no other place.
        provider.metadata(path + "/.well-known/openid-configuration", members);
        provider.offline = login -> ProviderStandIn.scopes(login).contains("offline_access");
    }

    private OAuth.Builder anyClient() {
        return local(IdentityProviderPage.anyProvider()).callbackPort(0);
    }

    @Test
    void anyProviderWithOneRegisteredAddress() throws Exception {
        anyProvider("");
        int port = port();
        provider.redirects = registered(port);

        logsInAndRefreshes(caller(anyClient().callbackPort(port)));

        assertThat(provider.logins.get(0))
                .containsEntry("scope", "openid offline_access mcp")
                .containsEntry("resource", provider.origin() + "/mcp");
    }

    @Test
    void anyProviderWithAnIssuerThatHasAPath() throws Exception {
        anyProvider("/realms/mcp");

        logsInAndRefreshes(caller(anyClient().issuer(provider.issuer)));
    }

    @Test
    void anyProviderWithoutMetadata() throws Exception {
        provider = new ProviderStandIn("/authorize", "/token");
        provider.authorizationServer = "https://login.example.com";

        logsInAndRefreshes(caller(local(IdentityProviderPage.withoutMetadata(
                OAuth.builder().clientId("CLIENT_ID").scopes("openid", "offline_access", "mcp")))));

        assertThat(provider.asked()).noneMatch(line -> line.contains("authorization-server"));
    }

    @Test
    void anotherProviderThanTheOneGivenIsNotUsed() throws Exception {
        anyProvider("");
        provider.authorizationServer = "https://somebody-else.example";

        AuthorizationException failure = caller(anyClient()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(browser.opened()).isEmpty();
    }

    private void auth0() throws IOException {
        auth0Port = port();
        provider = new ProviderStandIn("/authorize", "/oauth/token");
        provider.issuer = "https://TENANT.auth0.com/";
        provider.authorizationServer = provider.issuer;
        provider.redirects = registered(auth0Port);
        Map<String, Object> members =
                metadata("https://TENANT.auth0.com/authorize", "https://TENANT.auth0.com/oauth/token");
        members.put("code_challenge_methods_supported", List.of("S256", "plain"));
        members.put("scopes_supported", List.of("openid", "profile", "offline_access"));
        members.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"));
        provider.metadata("/.well-known/openid-configuration", members);
        provider.offline = login -> ProviderStandIn.scopes(login).contains("offline_access");
        provider.goodForServer = login -> "API_IDENTIFIER".equals(login.get("audience"));
        provider.grantedScope = "openid offline_access";
    }

    private OAuth.Builder auth0Client() {
        return local(IdentityProviderPage.auth0()).callbackPort(auth0Port);
    }

    @Test
    void auth0GivesTokensForTheAudience() throws Exception {
        auth0();

        logsInAndRefreshes(caller(auth0Client()));

        assertThat(provider.logins.get(0)).containsEntry("audience", "API_IDENTIFIER");
    }

    @Test
    void auth0GivesTokensForNothingWithoutAnAudience() throws Exception {
        auth0();

        AuthorizationException failure =
                caller(auth0Client().authorizationParameters(Map.of())).failure();

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessageContaining("has just issued");
    }

    @Test
    void auth0ShowsAPageIfTheCallbackIsNotTheOneThatIsRegistered() throws Exception {
        auth0();

        AuthorizationException failure =
                caller(auth0Client().callbackPort(0).callbackTimeout(SHORT)).failure();

        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(browser.page()).contains("Redirect address mismatch");
    }

    private void google() throws IOException {
        provider = new ProviderStandIn("/o/oauth2/v2/auth", "/token");
        provider.issuer = "https://accounts.google.com";
        provider.authorizationServer = provider.issuer;
        provider.clientId = "CLIENT_ID.apps.googleusercontent.com";
        provider.secret = "CLIENT_SECRET";
        // The token endpoint is on another host than the issuer.
        Map<String, Object> members =
                metadata("https://accounts.google.com/o/oauth2/v2/auth", "https://oauth2.googleapis.com/token");
        members.put("code_challenge_methods_supported", List.of("plain", "S256"));
        members.put("scopes_supported", List.of("openid", "email", "profile"));
        members.put("token_endpoint_auth_methods_supported", List.of("client_secret_post", "client_secret_basic"));
        provider.metadata("/.well-known/openid-configuration", members);
        provider.redirects = redirect -> isLoopback(redirect, "127.0.0.1", "/callback");
        provider.loginFault = query -> query.containsKey("resource") ? "invalid_request" : "";
        provider.refusesOnAPage = true;
        provider.offline = login -> "offline".equals(login.get("access_type")) && "consent".equals(login.get("prompt"));
        provider.rotates = false;
        provider.grantedScope = "openid https://www.googleapis.com/auth/userinfo.email";
    }

    private OAuth.Builder googleClient() {
        return local(IdentityProviderPage.google());
    }

    @Test
    void googleKeepsItsRefreshToken() throws Exception {
        google();

        logsInAndRefreshes(caller(googleClient()));

        assertThat(provider.tokenForms).noneMatch(form -> form.containsKey("resource"));
        assertThat(provider.tokenForms.get(2).get("refresh_token"))
                .isEqualTo(provider.tokenForms.get(1).get("refresh_token"));
    }

    @Test
    void googleGivesNoRefreshTokenUnlessAsked() throws Exception {
        google();
        Caller caller = caller(googleClient().authorizationParameters(Map.of()));
        caller.call();
        clock.forward(Duration.ofHours(2));
        provider.endAccess();

        assertThat(caller.call()).isEqualTo(200);

        assertThat(provider.refreshes).hasValue(0);
        assertThat(browser.opened()).hasSize(2);
    }

    @Test
    void googleShowsAPageIfItIsToldAResource() throws Exception {
        google();

        AuthorizationException failure = caller(
                        googleClient().resourceParameter(true).callbackTimeout(SHORT))
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(browser.page()).contains("invalid_request");
    }

    private void gitHub() throws IOException {
        provider = new ProviderStandIn("/login/oauth/authorize", "/login/oauth/access_token");
        provider.secret = "CLIENT_SECRET";
        provider.authorizationServer = "https://github.com/login/oauth";
        provider.redirects = redirect -> isLoopback(redirect, "127.0.0.1", "/callback");
        provider.offline = login -> false;
        provider.expiresIn = null;
        provider.errorStatus = 200;
        provider.formByDefault = true;
        provider.grantedScope = "read:user";
    }

    private OAuth.Builder gitHubClient() {
        return local(IdentityProviderPage.gitHub());
    }

    @Test
    void gitHubGivesTokensThatDoNotEnd() throws Exception {
        gitHub();
        Caller caller = caller(gitHubClient());
        assertThat(caller.call()).isEqualTo(200);
        clock.forward(Duration.ofDays(300));

        assertThat(caller.call()).isEqualTo(200);

        assertThat(browser.opened()).hasSize(1);
        assertThat(provider.tokenForms).hasSize(1);
    }

    @Test
    void gitHubTellsErrorsWithAGoodStatus() throws Exception {
        gitHub();

        AuthorizationException failure =
                caller(gitHubClient().clientSecret("ANOTHER_SECRET")).failure();

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.errorCode()).contains("invalid_client");
        assertThat(failure).hasMessageNotContaining("ANOTHER_SECRET");
    }

    private void entra() throws IOException {
        provider = new ProviderStandIn("/TENANT_ID/oauth2/v2.0/authorize", "/TENANT_ID/oauth2/v2.0/token");
        String tenant = "https://login.microsoftonline.com/TENANT_ID";
        provider.issuer = tenant + "/v2.0";
        provider.authorizationServer = provider.issuer;
        Map<String, Object> members = metadata(tenant + "/oauth2/v2.0/authorize", tenant + "/oauth2/v2.0/token");
        members.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
        members.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
        provider.metadata("/TENANT_ID/v2.0/.well-known/openid-configuration", members);
        provider.redirects = redirect -> isLoopback(redirect, "localhost", "/callback");
        provider.loginFault = query -> query.containsKey("resource") ? "invalid_target" : "";
        provider.offline = login -> ProviderStandIn.scopes(login).contains("offline_access");
        provider.goodForServer = login -> ProviderStandIn.scopes(login).contains("api://API_ID/SCOPE");
        provider.grantedScope = "api://API_ID/SCOPE";
    }

    private OAuth.Builder entraClient() {
        return local(IdentityProviderPage.entra());
    }

    @Test
    void entraNamesTheServerInTheScope() throws Exception {
        entra();

        logsInAndRefreshes(caller(entraClient()));

        assertThat(provider.logins.get(0)).containsEntry("code_challenge_method", "S256");
    }

    @Test
    void entraRefusesAResource() throws Exception {
        entra();

        AuthorizationException failure =
                caller(entraClient().resourceParameter(true)).failure();

        assertThat(failure.errorCode()).contains("invalid_target");
    }

    @Test
    void entraIsNotTrustedToKnowPkceUnlessTheCallerSaysSo() throws Exception {
        entra();

        AuthorizationException failure = caller(local(OAuth.builder()
                        .issuer(provider.issuer)
                        .clientId("CLIENT_ID")
                        .callbackHost("localhost")
                        .resourceParameter(false)))
                .failure();

        assertThat(failure).hasMessageContaining("assumePkce()");
        assertThat(browser.opened()).isEmpty();
    }
}
