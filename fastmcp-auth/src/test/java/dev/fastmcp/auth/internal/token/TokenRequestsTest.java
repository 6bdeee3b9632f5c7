package dev.fastmcp.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenRequestsTest {

    private static final Optional<String> RESOURCE = Optional.of("https://mcp.example/mcp");
    private static final Set<String> SCOPES = new LinkedHashSet<>(List.of("b", "a"));

    @Test
    void asksForTheTokensOfALogin() {
        assertThat(TokenRequests.authorizationCode("c", URI.create("http://127.0.0.1:4711/callback"), "v", RESOURCE))
                .isEqualTo(Map.of(
                        "grant_type", "authorization_code",
                        "code", "c",
                        "redirect_uri", "http://127.0.0.1:4711/callback",
                        "code_verifier", "v",
                        "resource", "https://mcp.example/mcp"));
    }

    @Test
    void refreshes() {
        assertThat(TokenRequests.refresh("r", RESOURCE))
                .isEqualTo(Map.of(
                        "grant_type", "refresh_token", "refresh_token", "r", "resource", "https://mcp.example/mcp"));
        assertThat(TokenRequests.refresh("r", Optional.empty())).doesNotContainKeys("resource", "scope");
    }

    @Test
    void asksForTokensOfAMachine() {
        assertThat(TokenRequests.clientCredentials(SCOPES, RESOURCE))
                .isEqualTo(Map.of(
                        "grant_type", "client_credentials", "scope", "b a", "resource", "https://mcp.example/mcp"));
        assertThat(TokenRequests.clientCredentials(Set.of(), Optional.empty()))
                .isEqualTo(Map.of("grant_type", "client_credentials"));
    }

    @Test
    void showsAnAssertion() {
        assertThat(TokenRequests.jwtBearer("j", SCOPES, RESOURCE))
                .isEqualTo(Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer",
                        "assertion", "j",
                        "scope", "b a",
                        "resource", "https://mcp.example/mcp"));
    }

    @Test
    void exchangesALogin() {
        assertThat(TokenRequests.idJag(
                        "s",
                        "urn:ietf:params:oauth:token-type:id_token",
                        "https://as.example",
                        "https://mcp.example/mcp",
                        SCOPES))
                .isEqualTo(Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "requested_token_type", "urn:ietf:params:oauth:token-type:id-jag",
                        "audience", "https://as.example",
                        "resource", "https://mcp.example/mcp",
                        "scope", "b a",
                        "subject_token", "s",
                        "subject_token_type", "urn:ietf:params:oauth:token-type:id_token"));
    }
}
