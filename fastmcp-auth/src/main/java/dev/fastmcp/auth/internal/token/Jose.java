package dev.fastmcp.auth.internal.token;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import java.util.function.Supplier;

/** Guards the way to the library that signs, which is optional. */
final class Jose {

    private Jose() {}

    /**
     * Does something that needs the library.
     *
     * @throws AuthorizationException of the kind {@code UNSUPPORTED}, if it is missing
     */
    static <T> T with(Supplier<T> action) {
        try {
            return action.get();
        } catch (NoClassDefFoundError e) {
            throw new AuthorizationException(
                    Kind.UNSUPPORTED,
                    "Signing needs a library that is not installed: add com.nimbusds:nimbus-jose-jwt"
                            + " (on the module path also --add-modules com.nimbusds.jose.jwt)",
                    null,
                    e);
        }
    }
}
