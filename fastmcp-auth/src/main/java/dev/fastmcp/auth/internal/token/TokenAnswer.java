package dev.fastmcp.auth.internal.token;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import dev.fastmcp.auth.internal.wire.Scopes;
import dev.fastmcp.auth.internal.wire.TokenText;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a token endpoint gave, to be checked: tokens end up in headers.
 *
 * @param issuer the server
 * @param echo shows what it said
 */
record TokenAnswer(String issuer, JsonMembers members, Echo echo) {

    private static final long MAX_SECONDS = Duration.ofDays(3650).toSeconds();

    TokenResponse tokens(boolean dpop) {
        String type = members.text("token_type").orElse("Bearer");
        boolean bearer = type.equalsIgnoreCase("Bearer");
        if (!bearer && !(dpop && type.equalsIgnoreCase("DPoP"))) {
            throw unusable("its token_type is \"" + echo.shown(type) + "\", which this client cannot use"
                    + (type.equalsIgnoreCase("DPoP") ? " without dpop(true)" : ""));
        }
        if (bearer && dpop) {
            throw AuthFailures.untrusted("The authorization server " + AuthFailures.shown(issuer)
                    + " gives tokens that are not bound to the key of this client, as dpop(true) asks for: whoever gets"
                    + " hold of one can use it. Leave dpop out if that is acceptable");
        }
        return new TokenResponse(
                token("access_token").orElseThrow(() -> unusable("it holds no access_token")),
                bearer ? "Bearer" : "DPoP",
                lifetime(),
                token("refresh_token"),
                members.text("scope").map(TokenAnswer::scopes).filter(scopes -> !scopes.isEmpty()),
                members.text("issued_token_type").filter(TokenText::is));
    }

    /** The assertion that a token exchange gave; it must be of the kind that was asked for. */
    String assertion(String kind) {
        String issued = members.text("issued_token_type").orElse("");
        if (!issued.equals(kind)) {
            throw unusable("its issued_token_type is \"" + echo.shown(issued) + "\" and not " + kind);
        }
        return token("access_token").orElseThrow(() -> unusable("it holds no access_token"));
    }

    private Optional<String> token(String name) {
        Optional<String> token = members.text(name);
        if (token.isPresent() && !TokenText.is(token.get())) {
            throw unusable("its " + name + " has characters that no header can carry, or is longer than "
                    + TokenText.MAX_CHARACTERS + " characters");
        }
        return token;
    }

    /** What cannot be a scope (RFC 6749, section 3.3) is left out. */
    private static String scopes(String text) {
        return Scopes.parse(text).stream().filter(TokenText::is).collect(Collectors.joining(" "));
    }

    /** What is no sensible number counts as unknown: then the token is used until the server refuses it. */
    private Optional<Duration> lifetime() {
        return members.number("expires_in")
                .filter(seconds -> seconds >= 0 && !seconds.isNaN())
                .map(seconds -> Duration.ofSeconds((long) Math.min(seconds, MAX_SECONDS)));
    }

    /** Leaves out the tokens. */
    @Override
    public String toString() {
        return "TokenAnswer[" + issuer + "]";
    }

    private AuthorizationException unusable(String why) {
        return AuthFailures.unavailable(
                "The answer of the token endpoint of " + AuthFailures.shown(issuer) + " cannot be used: " + why
                        + "; ask its operators",
                null);
    }
}
