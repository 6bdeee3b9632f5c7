package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.internal.login.LoginPage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the user has decided about logins. */
public record LoginSettings(
        String clientName,
        Map<String, Object> clientMetadata,
        Optional<String> clientId,
        Optional<String> clientSecret,
        Optional<URI> clientMetadataUrl,
        String callbackHost,
        int callbackPort,
        Duration callbackTimeout,
        LoginPage browser,
        Map<String, String> parameters,
        boolean pkceAssumed) {

    /** What tells this client from others of the same user: logins of different clients are kept apart. */
    public String identity() {
        return clientId.or(() -> clientMetadataUrl.map(URI::toString)).orElse("");
    }

    /** Leaves out everything secret. */
    @Override
    public String toString() {
        return "LoginSettings[" + clientName + "]";
    }
}
