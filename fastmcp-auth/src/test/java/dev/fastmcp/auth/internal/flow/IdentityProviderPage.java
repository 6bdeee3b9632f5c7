package dev.fastmcp.auth.internal.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fastmcp.auth.OAuth;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The configurations of {@code docs/identity-providers.md}, word for word: {@link IdentityProvidersTest} compares them with the page, and logs in with them. */
final class IdentityProviderPage {

    private static final Path PAGE = Path.of("..", "docs", "identity-providers.md");
    private static final Path THIS = Path.of("src/test/java/dev/fastmcp/auth/internal/flow/IdentityProviderPage.java");
    private static final Pattern CODE = Pattern.compile("```java\\R(.*?)```|`(\\.endpoints\\(.*?\\))`", Pattern.DOTALL);

    private IdentityProviderPage() {}

    static OAuth.Builder anyProvider() {
        return OAuth.builder()
                .issuer("https://login.example.com")
                .clientId("CLIENT_ID")
                .callbackPort(33418)
                .scopes("openid", "offline_access", "mcp");
    }

    static OAuth.Builder withoutMetadata(OAuth.Builder builder) {
        return builder.endpoints(
                "https://login.example.com",
                URI.create("https://login.example.com/authorize"),
                URI.create("https://login.example.com/token"));
    }

    static OAuth.Builder auth0() {
        return OAuth.builder()
                .issuer("https://TENANT.auth0.com/")
                .clientId("CLIENT_ID")
                .callbackPort(33418)
                .authorizationParameters(Map.of("audience", "API_IDENTIFIER"))
                .scopes("openid", "offline_access");
    }

    static OAuth.Builder google() {
        return OAuth.builder()
                .issuer("https://accounts.google.com")
                .clientId("CLIENT_ID.apps.googleusercontent.com")
                .clientSecret("CLIENT_SECRET")
                .resourceParameter(false)
                .authorizationParameters(Map.of("access_type", "offline", "prompt", "consent"))
                .scopes("openid", "email");
    }

    static OAuth.Builder gitHub() {
        return OAuth.builder()
                .endpoints(
                        "https://github.com",
                        URI.create("https://github.com/login/oauth/authorize"),
                        URI.create("https://github.com/login/oauth/access_token"))
                .clientId("CLIENT_ID")
                .clientSecret("CLIENT_SECRET")
                .resourceParameter(false)
                .scopes("read:user");
    }

    static OAuth.Builder entra() {
        return OAuth.builder()
                .issuer("https://login.microsoftonline.com/TENANT_ID/v2.0")
                .clientId("CLIENT_ID")
                .callbackHost("localhost")
                .assumePkce()
                .resourceParameter(false)
                .scopes("api://API_ID/SCOPE", "offline_access");
    }

    /** The pieces of code of the page, without comments and spaces. */
    static List<String> published() throws IOException {
        return CODE.matcher(Files.readString(PAGE, UTF_8))
                .results()
                .map(IdentityProviderPage::code)
                .toList();
    }

    private static String code(MatchResult found) {
        String block = found.group(1) == null ? found.group(2) : found.group(1);
        return bare(block.replaceAll("(?m)\\s//\\s.*$", "")).replaceFirst("\\.build\\(\\);$", "");
    }

    /** This class, without spaces. */
    static String used() throws IOException {
        return bare(Files.readString(THIS, UTF_8));
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }
}
