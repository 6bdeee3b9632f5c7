package dev.fastmcp.auth.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses that people are sent to, and those that they are not. */
class AuthorizationRequestTest {

    private static final URI REDIRECT = URI.create("http://127.0.0.1:3000/callback");

    private static URI at(String endpoint, Map<String, String> parameters) {
        return at(endpoint, parameters, UrlPolicy.DEFAULT);
    }

    private static URI at(String endpoint, Map<String, String> parameters, UrlPolicy policy) {
        AuthorizationServer server = new AuthorizationServer(
                "https://login.example",
                Optional.of(URI.create(endpoint)),
                URI.create("https://login.example/token"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of(),
                false);
        return new AuthorizationRequest(
                        "client",
                        REDIRECT,
                        Set.of(),
                        "STATE",
                        "CHALLENGE",
                        Optional.of("https://mcp.example/mcp"),
                        parameters)
                .at(server, WebServer.context(URI.create("https://mcp.example/mcp"), policy));
    }

    @Test
    void allParametersAreInTheAddress() {
        assertThat(at("https://login.example/authorize", Map.of()))
                .hasToString("https://login.example/authorize?response_type=code&client_id=client"
                        + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A3000%2Fcallback&state=STATE"
                        + "&code_challenge=CHALLENGE&code_challenge_method=S256"
                        + "&resource=https%3A%2F%2Fmcp.example%2Fmcp");
    }

    @Test
    void ourParametersReplaceThoseOfTheServerAndTheUser() {
        URI page = at(
                "https://login.example/authorize?state=evil&client_id=evil&keep=a%26b&st%61te=evil",
                Map.of("code_challenge_method", "plain", "prompt", "consent"));

        assertThat(page.getRawQuery())
                .contains("keep=a%26b")
                .contains("prompt=consent")
                .contains("state=STATE")
                .contains("client_id=client")
                .doesNotContain("evil")
                .doesNotContain("plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "file:///etc/passwd",
                "file://login.example/x",
                "data:text/html,x",
                "ftp://login.example/",
                "http://login.example/authorize",
                "https://user:pw@login.example/authorize",
                "https://login.example/authorize#fragment",
                "https://login.example/'",
                "https://login.example/\u00e4",
                "http://127.0.0.1/authorize",
                "https://127.0.0.1/authorize",
                "https://169.254.169.254/authorize",
                "//login.example/authorize",
                "-authorize"
            })
    void otherPagesAreNotOpened(String endpoint) {
        assertThatThrownBy(() -> at(endpoint, Map.of()))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED))
                .hasMessageContaining("https://login.example names a login page that is not opened")
                .hasMessageContaining("only https is allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript://login.example/%0aalert(1)",
                "file://login.example/x",
                "ftp://login.example/",
                "vscode://login.example/",
                "calculator://login.example",
                "http://login.example/authorize",
                "http://10.0.0.1/authorize",
                "http://localhost.evil.example/authorize",
                "http://127.0.0.1.evil.example/authorize",
                "https://user@login.example/authorize"
            })
    void noPolicyLetsOtherPagesBeOpened(String endpoint) {
        UrlPolicy anything = (named, server) -> true;

        assertThat(at("https://login.example/authorize", Map.of(), anything)).hasHost("login.example");
        assertThatThrownBy(() -> at(endpoint, Map.of(), anything))
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("names a login page that is not opened");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTPS://login.example/authorize",
                "https://10.0.0.1/authorize",
                "http://127.0.0.1:8080/authorize",
                "http://[::1]:8080/authorize",
                "HTTP://LOCALHOST/authorize",
                "http://idp.localhost/authorize"
            })
    void aPolicyMayAllowPagesWithTlsAndThoseOfThisMachine(String endpoint) {
        assertThat(at(endpoint, Map.of(), (named, server) -> true).toString())
                .startsWith(endpoint + "?response_type=code");
    }

    @Test
    void nothingThatProtectsTheLoginIsShown() {
        AuthorizationRequest request = new AuthorizationRequest(
                "client", REDIRECT, Set.of(), "STATE", "CHALLENGE", Optional.empty(), Map.of());

        assertThat(request).hasToString("AuthorizationRequest[client]");
        assertThat(new Login.Result("CODE", "VERIFIER").toString())
                .doesNotContain("CODE")
                .doesNotContain("VERIFIER");
    }
}
