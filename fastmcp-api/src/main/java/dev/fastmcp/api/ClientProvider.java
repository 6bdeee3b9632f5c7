package dev.fastmcp.api;

import dev.fastmcp.api.spi.ClientTransport;
import java.util.ServiceLoader;

/**
 * Makes clients; implemented by {@code fastmcp-core} and found through {@link ServiceLoader}. Not meant for anyone else.
 */
public interface ClientProvider {

    /**
     * Starts to build a client for a transport at hand.
     *
     * @param transport the transport
     * @param <T> its type
     * @return a builder with default options
     */
    <T extends ClientTransport> Client.Builder<T> builder(T transport);

    /**
     * Starts to build a client whose transport is to be chosen.
     *
     * @param source what to connect to
     * @return a builder with default options
     */
    Client.Builder<?> builderFor(Object source);

    /**
     * Makes a client and connects it; closing the session closes the client.
     *
     * @param source what to connect to
     * @return an open session
     */
    ClientSession connect(Object source);

    /**
     * Returns the provider found on the class path or module path; it is looked up once.
     *
     * @return the provider
     * @throws IllegalStateException if {@code fastmcp-core} is missing
     */
    static ClientProvider discovered() {
        return Discovered.PROVIDER;
    }

    /** Delays the look-up to its first use. */
    final class Discovered {
        private static final ClientProvider PROVIDER = ServiceLoader.load(
                        ClientProvider.class, ClientProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No MCP client found: add dev.fastmcp:fastmcp-core to the class path or module path"));

        private Discovered() {}
    }
}
