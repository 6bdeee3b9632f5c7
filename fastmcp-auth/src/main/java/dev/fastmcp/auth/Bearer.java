package dev.fastmcp.auth;

import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.auth.internal.wire.TokenText;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A bearer token (RFC 6750) that somebody else has got: sent with every request to the server, and to nobody else. Immutable and thread-safe.
 */
public final class Bearer implements Authentication {

    private static final String AUTHORIZATION = "Authorization";

    private final Supplier<String> token;

    private Bearer(Supplier<String> token) {
        this.token = token;
    }

    /**
     * Uses one token.
     *
     * @param token the token, without {@code Bearer}; it appears in no message or log
     * @return the authentication
     * @throws IllegalArgumentException if it is empty, or holds blanks or characters that no header can carry
     */
    public static Bearer of(String token) {
        String checked = checked(token);
        return new Bearer(() -> checked);
    }

    /**
     * Asks for the token before each request, for tokens that change. If the server refuses one, and the supplier has another by then, the request is sent once more.
     *
     * @param token called on the thread that makes a request; it may block, and is called by many threads at a time
     * @return the authentication
     */
    public static Bearer of(Supplier<String> token) {
        return new Bearer(Objects.requireNonNull(token, "token"));
    }

    @Override
    public RequestAuthenticator authenticator(AuthContext context) {
        return new RequestAuthenticator() {
            @Override
            public Map<String, String> headers(AuthRequest request) {
                return Map.of(AUTHORIZATION, "Bearer " + checked(token.get()));
            }

            @Override
            public boolean onChallenge(AuthChallenge challenge) {
                return challenge.status() == 401
                        && challenge.attempt() == 1
                        && !headers(challenge.request()).equals(challenge.sent());
            }
        };
    }

    private static String checked(String token) {
        if (!TokenText.is(Objects.requireNonNull(token, "token"))) {
            throw new IllegalArgumentException(
                    "The bearer token cannot be sent: it must be visible ASCII without blanks,"
                            + " at least one character and at most " + TokenText.MAX_CHARACTERS);
        }
        return token;
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return "Bearer[…]";
    }
}
