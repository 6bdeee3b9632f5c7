package dev.fastmcp.auth.internal.store;

import dev.fastmcp.auth.internal.token.ClientRegistration;
import dev.fastmcp.auth.internal.token.ClientRegistration.Origin;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
        members.put("origin", client.origin().name().toLowerCase(Locale.ROOT));
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
                // Zero is for ever (RFC 7591, section 3.2.1), and so is what no clock can show.
                members.number("client_secret_expires_at")
                        .filter(second -> second > 0 && second < Instant.MAX.getEpochSecond())
                        .map(second -> Instant.ofEpochSecond(second.longValue())),
                members.text("token_endpoint_auth_method"),
                members.texts("redirect_uris").orElse(List.of()),
                origin(members)));
    }

    private static Origin origin(JsonMembers members) {
        String name = members.text("origin").orElse("");
        return Arrays.stream(Origin.values())
                .filter(origin -> origin.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(Origin.DYNAMIC);
    }
}
