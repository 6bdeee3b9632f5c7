package dev.fastmcp.api.spi;

/**
 * Opens storages for tokens by their place, such as {@code memory} or {@code file:/home/ann/tokens}; found through {@link java.util.ServiceLoader}. Implementations are stateless, thread-safe, have a public
 * constructor without parameters, and do no work in it.
 */
public interface TokenStoreProvider {

    /**
     * Names the kind of storage: the text before the colon.
     *
     * @return a unique id such as {@code file}: lower-case letters, digits and hyphens
     */
    String id();

    /**
     * Opens a storage.
     *
     * @param place what follows the colon; empty if nothing does
     * @return the storage
     * @throws IllegalArgumentException if the place cannot be used; the message says what would be accepted
     */
    TokenStorage open(String place);
}
