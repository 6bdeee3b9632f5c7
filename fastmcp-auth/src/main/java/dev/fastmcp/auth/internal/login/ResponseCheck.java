package dev.fastmcp.auth.internal.login;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import java.util.Optional;

/** Judges the answer to a login: first whose it is (RFC 9207), and only then what it says. */
final class ResponseCheck {

    private ResponseCheck() {}

    /** Tells whether there is a code to be redeemed. */
    static boolean isGood(AuthorizationResponse response, AuthorizationServer server) {
        try {
            return !code(response, server).isEmpty();
        } catch (AuthorizationException e) {
            return false;
        }
    }

    /** Returns the code. */
    static String code(AuthorizationResponse response, AuthorizationServer server) {
        checkIssuer(response.issuer(), server);
        if (response.error().isPresent()) {
            throw refused(response, server);
        }
        return response.code()
                .orElseThrow(() -> AuthFailures.unavailable(
                        "The authorization server " + AuthFailures.shown(server.issuer())
                                + " sent the login back with neither a code nor an error; ask its operators",
                        null));
    }

    /** Compared as it is: any difference may be that between two servers. What the answer of a wrong server says is not shown. */
    private static void checkIssuer(Optional<String> issuer, AuthorizationServer server) {
        if (issuer.isPresent() ? !issuer.get().equals(server.issuer()) : server.issInResponse()) {
            throw AuthFailures.untrusted("The answer to the login at " + AuthFailures.shown(server.issuer())
                    + (issuer.isPresent()
                            ? " names another issuer"
                            : " does not name its issuer, although that server says" + " that it does")
                    + ": somebody may be mixing up two logins, so it was not used");
        }
    }

    private static AuthorizationException refused(AuthorizationResponse response, AuthorizationServer server) {
        String error = AuthFailures.shown(response.error().orElse(""));
        String description = response.errorDescription()
                .map(text -> ": " + AuthFailures.shown(text))
                .orElse("");
        boolean denied = error.equals("access_denied");
        return new AuthorizationException(
                denied ? Kind.DENIED : Kind.REFUSED,
                "The login at " + AuthFailures.shown(server.issuer()) + (denied ? " was denied (" : " failed (") + error
                        + description + ")",
                error,
                null);
    }
}
