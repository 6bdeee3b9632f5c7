package dev.fastmcp.auth.internal.store;

import dev.fastmcp.auth.internal.wire.JsonMembers;
import dev.fastmcp.auth.internal.wire.Scopes;
import dev.fastmcp.auth.internal.wire.TokenText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens as they are stored: the members of a token response (RFC 6749, section 5.1), and what belongs to them. */
final class TokensJson {

    private TokensJson() {}

    static Map<String, Object> write(StoredTokens tokens) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("access_token", tokens.accessToken());
        payload.put("token_type", tokens.type());
        tokens.expiresAt()
                .ifPresent(end -> payload.put(
                        "expires_in",
                        Math.max(0, end.getEpochSecond() - Instant.now().getEpochSecond())));
        tokens.refreshToken().ifPresent(token -> payload.put("refresh_token", token));
        payload.put("scope", String.join(" ", tokens.scopes()));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("token_payload", payload);
        tokens.expiresAt().ifPresent(end -> members.put("expires_at", end.toString()));
        members.put("client_id", tokens.clientId());
        members.put("resource", tokens.resource());
        members.put("authorization_server", ServerJson.write(tokens.server()));
        tokens.dpopKey().ifPresent(key -> members.put("dpop_key", key));
        return members;
    }

    static Optional<StoredTokens> read(JsonMembers members) {
        Optional<JsonMembers> payload = members.object("token_payload");
        Optional<String> token = payload.flatMap(found -> found.text("access_token"));
        if (token.isEmpty() || !TokenText.is(token.get())) {
            return Optional.empty();
        }
        Set<String> scopes = payload.get().text("scope").map(Scopes::parse).orElse(Set.of());
        return members.object("authorization_server")
                .flatMap(ServerJson::read)
                .map(server -> new StoredTokens(
                        server,
                        members.text("client_id").orElse(""),
                        members.text("resource").orElse(""),
                        token.get(),
                        payload.get().text("token_type").orElse("Bearer"),
                        members.text("expires_at").flatMap(TokensJson::instant),
                        payload.get().text("refresh_token").filter(TokenText::is),
                        scopes,
                        members.text("dpop_key")));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
