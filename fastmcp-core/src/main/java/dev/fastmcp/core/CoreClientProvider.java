package dev.fastmcp.core;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientProvider;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.core.wiring.CoreInjector;
import java.util.Objects;

/** Makes clients for the API. */
public final class CoreClientProvider implements ClientProvider {

    /** Does nothing, as {@link java.util.ServiceLoader} wants it; the engine is wired when the first client is built. */
    public CoreClientProvider() {}

    @Override
    public <T extends ClientTransport> Client.Builder<T> builder(T transport) {
        return CoreInjector.clients().builder(Objects.requireNonNull(transport, "transport"));
    }

    @Override
    public Client.Builder<?> builderFor(Object source) {
        return CoreInjector.clients().builderFor(Objects.requireNonNull(source, "source"));
    }

    @Override
    public ClientSession connect(Object source) {
        return CoreInjector.clients().connect(Objects.requireNonNull(source, "source"));
    }
}
