package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.InMemoryTokenStorage;
import dev.fastmcp.auth.OAuth;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The configurations of {@code docs/identity-providers.md}, each with a stand-in that answers as the public documentation of the provider says. Only origins and ports differ from the page. */
@Timeout(60)
class IdentityProvidersTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final FollowingBrowser browser = new FollowingBrowser();
    private final MovingClock clock = new MovingClock();
    private ProviderStandIn provider;

    @AfterEach
    void end() {
        if (provider != null) {
            provider.close();
        }
    }

    /** What every test needs, and no page says. */
    private OAuth.Builder local(OAuth.Builder page) {
        return page.browser(browser)
                .clock(clock)
                .tokenStorage(new InMemoryTokenStorage())
                .callbackTimeout(Duration.ofSeconds(20));
    }

    private Caller caller(OAuth.Builder page) {
        return new Caller(provider.uri("/mcp"), page.build());
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

    private Map<String, Object> metadata(String authorize, String token) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", provider.issuer);
        members.put("authorization_endpoint", provider.origin() + authorize);
        members.put("token_endpoint", provider.origin() + token);
        members.put("response_types_supported", List.of("code"));
        return members;
    }

    /** An address of this machine: providers that allow any port compare the rest. */
    private static boolean isLoopback(URI redirect, String host, String path) {
        return redirect.getScheme().equals("http")
                && redirect.getHost().equals(host)
                && redirect.getPath().equals(path);
    }

    private void anyProvider() throws IOException {
        provider = new ProviderStandIn("/realms/mcp/auth", "/realms/mcp/token");
        provider.issuer = provider.origin() + "/realms/mcp";
        provider.authorizationServer = provider.issuer;
        Map<String, Object> members = metadata("/realms/mcp/auth", "/realms/mcp/token");
        members.put("code_challenge_methods_supported", List.of("plain", "S256"));
        members.put("scopes_supported", List.of("openid", "offline_access", "mcp"));
        members.put("token_endpoint_auth_methods_supported", List.of("none", "client_secret_basic"));
        // OpenID Connect puts the path before the well-known part, and such servers know no other place.
        provider.metadata("/realms/mcp/.well-known/openid-configuration", members);
        provider.offline = login -> ProviderStandIn.scopes(login).contains("offline_access");
    }

    @Test
    void anyProviderWithOpenIdConnectMetadata() throws Exception {
        anyProvider();

        logsInAndRefreshes(caller(local(OAuth.builder()
                .issuer(provider.issuer)
                .clientId(ProviderStandIn.CLIENT_ID)
                .scopes("openid", "offline_access", "mcp"))));

        assertThat(provider.logins.get(0))
                .containsEntry("scope", "openid offline_access mcp")
                .containsEntry("resource", provider.origin() + "/mcp");
    }

    @Test
    void anyProviderWithoutMetadata() throws Exception {
        provider = new ProviderStandIn("/authorize", "/token");

        logsInAndRefreshes(caller(local(OAuth.builder()
                .endpoints(provider.origin(), provider.uri("/authorize"), provider.uri("/token"))
                .clientId(ProviderStandIn.CLIENT_ID)
                .scopes("openid", "offline_access", "mcp"))));

        assertThat(provider.asked()).noneMatch(line -> line.contains("authorization-server"));
    }

    @Test
    void anotherProviderThanTheOneGivenIsNotUsed() throws Exception {
        anyProvider();
        provider.authorizationServer = "https://somebody-else.example";

        AuthorizationException failure = caller(
                        local(OAuth.builder().issuer(provider.issuer).clientId(ProviderStandIn.CLIENT_ID)))
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(browser.opened()).isEmpty();
    }

    private void auth0() throws IOException {
        provider = new ProviderStandIn("/authorize", "/oauth/token");
        provider.issuer = provider.origin() + "/";
        provider.authorizationServer = provider.issuer;
        Map<String, Object> members = metadata("/authorize", "/oauth/token");
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
        return local(OAuth.builder()
                .issuer(provider.origin() + "/")
                .clientId(ProviderStandIn.CLIENT_ID)
                .authorizationParameters(Map.of("audience", "API_IDENTIFIER"))
                .scopes("openid", "offline_access"));
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
        provider.redirects = redirect -> redirect.toString().equals("http://127.0.0.1:33418/callback");

        AuthorizationException failure =
                caller(auth0Client().callbackTimeout(SHORT)).failure();

        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(browser.page()).contains("Redirect address mismatch");
    }

    private void google() throws IOException {
        provider = new ProviderStandIn("/o/oauth2/v2/auth", "/token");
        provider.secret = "CLIENT_SECRET";
        Map<String, Object> members = metadata("/o/oauth2/v2/auth", "/token");
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
        return local(OAuth.builder()
                .issuer(provider.origin())
                .clientId(ProviderStandIn.CLIENT_ID)
                .clientSecret("CLIENT_SECRET")
                .resourceParameter(false)
                .authorizationParameters(Map.of("access_type", "offline", "prompt", "consent"))
                .scopes("openid", "email"));
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
        provider.authorizationServer = provider.origin() + "/login/oauth";
        provider.redirects = redirect -> isLoopback(redirect, "127.0.0.1", "/callback");
        provider.offline = login -> false;
        provider.expiresIn = null;
        provider.errorStatus = 200;
        provider.formByDefault = true;
        provider.grantedScope = "read:user";
    }

    private OAuth.Builder gitHubClient() {
        return local(OAuth.builder()
                .endpoints(
                        provider.origin(),
                        provider.uri("/login/oauth/authorize"),
                        provider.uri("/login/oauth/access_token"))
                .clientId(ProviderStandIn.CLIENT_ID)
                .clientSecret("CLIENT_SECRET")
                .resourceParameter(false)
                .scopes("read:user"));
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
        provider.issuer = provider.origin() + "/TENANT_ID/v2.0";
        provider.authorizationServer = provider.issuer;
        Map<String, Object> members = metadata("/TENANT_ID/oauth2/v2.0/authorize", "/TENANT_ID/oauth2/v2.0/token");
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
        return local(OAuth.builder()
                .issuer(provider.issuer)
                .clientId(ProviderStandIn.CLIENT_ID)
                .callbackHost("localhost")
                .assumePkce()
                .resourceParameter(false)
                .scopes("api://API_ID/SCOPE", "offline_access"));
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
                        .clientId(ProviderStandIn.CLIENT_ID)
                        .callbackHost("localhost")
                        .resourceParameter(false)))
                .failure();

        assertThat(failure).hasMessageContaining("assumePkce()");
        assertThat(browser.opened()).isEmpty();
    }
}
