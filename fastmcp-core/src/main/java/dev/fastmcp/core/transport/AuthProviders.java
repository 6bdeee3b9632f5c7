package dev.fastmcp.core.transport;

import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.spi.AuthProvider;
import java.util.List;
import java.util.stream.Collectors;

/** Finds out what the text given to {@code auth} means. The text may be a token, so no message repeats it. */
public final class AuthProviders {

    private static final String ARTIFACT = "dev.fastmcp:fastmcp-auth";

    private AuthProviders() {}

    /**
     * Asks the installed providers.
     *
     * @param spec what the user gave
     * @param installed what was found
     * @return the authentication
     * @throws TransportSelectionException if nobody understands the text, or several do
     */
    public static Authentication create(String spec, List<AuthProvider> installed) {
        List<AuthProvider> accepting =
                installed.stream().filter(provider -> accepts(provider, spec)).toList();
        List<AuthProvider> best = Ranking.highest(accepting, AuthProvider::priority);
        if (best.isEmpty()) {
            throw nobody(installed);
        }
        if (best.size() > 1) {
            throw new TransportSelectionException("Several providers of authentication accept the text given to auth: "
                    + names(best) + "; give an Authentication instead of a text");
        }
        return best.get(0).create(spec);
    }

    /** What a provider throws may repeat the text. */
    private static boolean accepts(AuthProvider provider, String spec) {
        try {
            return provider.accepts(spec);
        } catch (RuntimeException e) {
            throw new TransportSelectionException("The provider of authentication " + names(List.of(provider))
                    + " failed when asked whether it understands the text given to auth ("
                    + e.getClass().getName() + "); remove it, or give an Authentication instead of a text");
        }
    }

    private static TransportSelectionException nobody(List<AuthProvider> installed) {
        return new TransportSelectionException(
                installed.isEmpty()
                        ? "No provider of authentication was found: add " + ARTIFACT + " for \"oauth\" and tokens"
                        : "No provider of authentication understands the text given to auth; asked were: "
                                + names(installed) + "; give \"oauth\", a bearer token, or an Authentication");
    }

    private static String names(List<AuthProvider> providers) {
        return providers.stream()
                .map(provider -> "\"" + provider.id() + "\" (class "
                        + provider.getClass().getName() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
