package dev.fastmcp.auth.internal.store;

import dev.fastmcp.auth.internal.token.ClientRegistration;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registration as it is stored, with the names of RFC 7591. */
final class ClientJson {

    private ClientJson() {}

    static Map<String, Object> write(ClientRegistration client) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", client.issuer());
        members.put("client_id", client.clientId());
        client.secret().ifPresent(secret -> members.put("client_secret", secret));
        client.secretExpiresAt().ifPresent(end -> members.put("client_secret_expires_at", end.getEpochSecond()));
        client.authMethod().ifPresent(method -> members.put("token_endpoint_auth_method", method));
        members.put("redirect_uris", client.redirectUris());
        return members;
    }

    static Optional<ClientRegistration> read(JsonMembers members) {
        Optional<String> issuer = members.text("issuer");
        Optional<String> id = members.text("client_id");
        if (issuer.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClientRegistration(
                issuer.get(),
                id.get(),
                members.text("client_secret"),
                members.number("client_secret_expires_at")
                        .filter(second -> second > 0)
                        .map(second -> Instant.ofEpochSecond(second.longValue())),
                members.text("token_endpoint_auth_method"),
                members.texts("redirect_uris").orElse(List.of()),
                ClientRegistration.Origin.DYNAMIC));
    }
}
