package dev.fastmcp.it.conformance;

import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.auth.Browser;
import dev.fastmcp.auth.ClientCredentials;
import dev.fastmcp.auth.EnterpriseAuthorization;
import dev.fastmcp.auth.InMemoryTokenStorage;
import dev.fastmcp.auth.OAuth;
import dev.fastmcp.auth.SigningKey;
import dev.fastmcp.auth.WorkloadIdentity;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The authentication that a scenario is about, made of what the suite hands out. */
final class Credentials {

    private static final URI CLIENT_METADATA = URI.create("https://conformance-test.local/client-metadata.json");

    private Credentials() {}

    static Optional<Authentication> of(String scenario, JsonValue context) {
        Map<String, Object> given = context.asMap();
        return switch (scenario) {
            case "auth/client-credentials-basic" ->
                Optional.of(ClientCredentials.builder(text(given, "client_id"))
                        .secret(text(given, "client_secret"))
                        .build());
            case "auth/client-credentials-jwt" ->
                Optional.of(ClientCredentials.builder(text(given, "client_id"))
                        .key(SigningKey.ofPem(text(given, "private_key_pem")))
                        .build());
            case "auth/enterprise-managed-authorization" -> Optional.of(enterprise(given));
            case "auth/wif-jwt-bearer" ->
                Optional.of(WorkloadIdentity.builder(() -> text(given, "valid_jwt"))
                        .clientId(text(given, "client_id"))
                        .build());
            case "auth/pre-registration" ->
                Optional.of(person().clientId(text(given, "client_id"))
                        .clientSecret(text(given, "client_secret"))
                        .build());
            case "auth/basic-cimd" ->
                Optional.of(person().clientMetadataUrl(CLIENT_METADATA).build());
            case "auth/dpop", "auth/dpop-nonce" ->
                Optional.of(person().dpop(true).build());
            default -> scenario.startsWith("auth/") ? Optional.of(person().build()) : Optional.empty();
        };
    }

    private static OAuth.Builder person() {
        return OAuth.builder().browser(Browser.unattended()).tokenStorage(new InMemoryTokenStorage());
    }

    private static Authentication enterprise(Map<String, Object> given) {
        return EnterpriseAuthorization.builder(text(given, "client_id"))
                .clientSecret(text(given, "client_secret"))
                .identityProvider(text(given, "idp_issuer"), URI.create(text(given, "idp_token_endpoint")))
                .identityProviderClient(text(given, "idp_client_id"), null)
                .idToken(() -> text(given, "idp_id_token"))
                .build();
    }

    private static String text(Map<String, Object> given, String name) {
        return String.valueOf(given.get(name));
    }
}
