package dev.fastmcp.auth;

import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.api.spi.TokenStoreProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds storages by name. */
final class TokenStores {

    private static final int SHOWN_CHARACTERS = 60;

    private TokenStores() {}

    /**
     * Opens a storage.
     *
     * @param spec an id, or an id and a place with a colon between them
     * @throws IllegalArgumentException if there is no such storage, or it cannot use the place
     */
    static TokenStorage open(String spec) {
        int colon = spec.indexOf(':');
        String id = colon < 0 ? spec : spec.substring(0, colon);
        String place = colon < 0 ? "" : spec.substring(colon + 1);
        List<TokenStoreProvider> installed =
                ServiceLoader.load(TokenStoreProvider.class, TokenStores.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        List<TokenStoreProvider> named =
                installed.stream().filter(provider -> provider.id().equals(id)).toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("No storage for tokens is called \""
                    + ServerText.excerpt(id, SHOWN_CHARACTERS) + "\"; installed are: "
                    + installed.stream().map(TokenStoreProvider::id).sorted().collect(Collectors.joining(", "))
                    + ". A folder is given as file:FOLDER");
        }
        if (named.size() > 1) {
            throw new IllegalStateException("Two storages for tokens are called \"" + id + "\": "
                    + named.stream()
                            .map(provider -> provider.getClass().getName())
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + "; remove one of them");
        }
        return named.get(0).open(place);
    }
}
