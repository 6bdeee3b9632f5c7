package dev.fastmcp.auth.internal.token;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.auth.internal.token.ClientRegistration.Origin;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server says when it has registered a client (RFC 7591, section 3.2.1). Ids and secrets end up in headers and addresses, so they are checked here.
 *
 * @param issuer the server
 */
record RegistrationAnswer(String issuer, JsonMembers members) {

    private static final int MAX_CHARACTERS = 8 * 1024;
    private static final double LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /**
     * Makes the registration of it.
     *
     * @param asked the method that the client asked for
     * @param redirect where logins come back to: this client listens nowhere else, whatever the answer says
     */
    ClientRegistration read(String asked, URI redirect) {
        String id = members.text("client_id").orElseThrow(() -> unusable("it holds no client_id"));
        Optional<String> secret = members.text("client_secret");
        if (!isVisible(id) || !secret.map(RegistrationAnswer::isVisible).orElse(true)) {
            throw unusable("its client_id or client_secret has characters that no header can carry, or is too long");
        }
        Optional<String> method = method(asked, secret.isPresent());
        boolean secretless = method.equals(Optional.of("none"));
        return new ClientRegistration(
                issuer,
                id,
                secretless ? Optional.empty() : secret,
                secretless ? Optional.empty() : secretEnd(),
                method,
                List.of(redirect.toString()),
                Origin.DYNAMIC);
    }

    /** Empty if the server says nothing of use, to choose by its metadata. */
    private Optional<String> method(String asked, boolean hasSecret) {
        Optional<String> said = members.text("token_endpoint_auth_method");
        if (said.isEmpty()) {
            return hasSecret
                    ? Optional.of(asked).filter(method -> method.startsWith("client_secret_"))
                    : Optional.of("none");
        }
        return switch (said.get()) {
            case "none" -> said;
            case "client_secret_basic", "client_secret_post" -> {
                if (!hasSecret) {
                    throw unusable("it demands a client_secret and holds none");
                }
                yield said;
            }
            default ->
                throw AuthFailures.unsupported("The authorization server " + AuthFailures.shown(issuer)
                        + " registered this client for the method \"" + AuthFailures.shown(said.get())
                        + "\", which it cannot use: ask its operators for a client id with a secret, or without, and"
                        + " give it with clientId(…)");
        };
    }

    /** Zero means never. */
    private Optional<Instant> secretEnd() {
        return members.number("client_secret_expires_at")
                .filter(second -> second > 0)
                .map(second -> Instant.ofEpochSecond((long) Math.min(second, LAST_SECOND)));
    }

    private AuthorizationException unusable(String why) {
        return AuthFailures.unavailable(
                "The answer of the authorization server " + AuthFailures.shown(issuer)
                        + " to the registration of this client cannot be used: " + why
                        + "; ask its operators for a client id and give it with clientId(…)",
                null);
    }

    /** What RFC 6749 allows (appendix A.1 and A.2). */
    private static boolean isVisible(String text) {
        return text.length() <= MAX_CHARACTERS && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
