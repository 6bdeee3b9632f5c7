package dev.fastmcp.auth.internal.wire;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.api.error.ServerText;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions that callers see, and the parts of their messages. */
public final class AuthFailures {

    private static final int SHOWN_CHARACTERS = 200;

    private static final Set<String> DEAD_CLIENT = Set.of("invalid_client", "unauthorized_client");

    private AuthFailures() {}

    /** Tells whether the authorization server does not know the client, or not any more. */
    public static boolean saysClientIsDead(AuthorizationException failure) {
        return failure.errorCode().filter(DEAD_CLIENT::contains).isPresent();
    }

    public static AuthorizationException untrusted(String message) {
        return new AuthorizationException(Kind.UNTRUSTED, message);
    }

    public static AuthorizationException unavailable(String message, @Nullable Throwable cause) {
        return new AuthorizationException(Kind.UNAVAILABLE, message, null, cause);
    }

    public static AuthorizationException unsupported(String message) {
        return new AuthorizationException(Kind.UNSUPPORTED, message);
    }

    /** An address as messages show it: without its query, which may hold secrets. */
    public static String shown(URI uri) {
        String path = uri.getRawPath();
        if (uri.getHost() == null) {
            return ServerText.excerpt(uri.getScheme() + ":…", SHOWN_CHARACTERS);
        }
        String authority = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return ServerText.excerpt(uri.getScheme() + "://" + authority + (path == null ? "" : path), SHOWN_CHARACTERS);
    }

    /** Text of a server as messages show it: short and printable. */
    public static String shown(String text) {
        return ServerText.excerpt(text, SHOWN_CHARACTERS);
    }
}
