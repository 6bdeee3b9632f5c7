package dev.fastmcp.auth.internal.token;

import java.time.Duration;
import java.util.Optional;

/**
 * What a token endpoint gave (RFC 6749, section 5.1), checked.
 *
 * @param accessToken visible ASCII
 * @param type {@code Bearer} or {@code DPoP}, or what a token exchange said
 * @param lifetime how long the token is good; empty if the server does not say
 * @param scope the scopes granted, separated by spaces; empty if they are those that were asked for
 * @param issuedType the kind of token that a token exchange gave (RFC 8693)
 */
public record TokenResponse(
        String accessToken,
        String type,
        Optional<Duration> lifetime,
        Optional<String> refreshToken,
        Optional<String> scope,
        Optional<String> issuedType) {

    /** Leaves out the tokens. */
    @Override
    public String toString() {
        return "TokenResponse[" + type + ", lifetime " + lifetime + "]";
    }
}
