package dev.fastmcp.auth;

import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.api.spi.TokenStoreProvider;

/** {@code memory}: tokens are forgotten with the client. */
public final class MemoryTokenStoreProvider implements TokenStoreProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public MemoryTokenStoreProvider() {}

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public TokenStorage open(String place) {
        if (!place.isEmpty()) {
            throw new IllegalArgumentException(
                    "Memory has no places: give memory alone, without \":" + ServerText.excerpt(place, 60) + "\"");
        }
        return new InMemoryTokenStorage();
    }
}
