package dev.fastmcp.auth;

import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.api.spi.TokenStoreProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds storages by name. */
final class TokenStores {

    private TokenStores() {}

    static TokenStorage open(String spec) {
        int colon = spec.indexOf(':');
        String id = colon < 0 ? spec : spec.substring(0, colon);
        String place = colon < 0 ? "" : spec.substring(colon + 1);
        List<TokenStoreProvider> installed =
                ServiceLoader.load(TokenStoreProvider.class, TokenStores.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return installed.stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No storage for tokens is called \"" + id
                        + "\"; installed are: "
                        + installed.stream()
                                .map(TokenStoreProvider::id)
                                .sorted()
                                .collect(Collectors.joining(", "))))
                .open(place);
    }
}
