package dev.fastmcp.core.transport;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.spi.AuthProvider;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transports and providers of authentication that clients can choose from. They are looked for when they are first needed, and once for all clients that share this. Thread-safe. */
public final class Plugins {

    private final List<TransportFactory> byHand;
    private final boolean discovery;
    private final @Nullable ClassLoader loader;

    // Two threads may both look at first: they find the same.
    private volatile @Nullable TransportRegistry transports;
    private volatile @Nullable List<AuthProvider> authProviders;

    /** A context that knows more of the client, so that a transport which leads to several servers can reach these in the same way. */
    public interface Context extends TransportContext {

        Plugins plugins();

        /** The era that the client is to speak. */
        Era era();

        /** How long the client may take to connect. */
        Duration connectTimeout();
    }

    /**
     * Describes where they come from.
     *
     * @param byHand transports that the user gave; each takes the place of what is found under the same id
     * @param discovery whether to look for others
     * @param loader where to look; {@code null} for the usual places
     */
    public Plugins(List<TransportFactory> byHand, boolean discovery, @Nullable ClassLoader loader) {
        this.byHand = List.copyOf(byHand);
        this.discovery = discovery;
        this.loader = loader;
    }

    /** @throws dev.fastmcp.api.error.TransportSelectionException if one cannot be loaded, or two have the same id */
    public TransportRegistry transports() {
        TransportRegistry known = transports;
        if (known == null) {
            known = new TransportRegistry(
                    discovery ? PluginDiscovery.discover(TransportFactory.class, "A transport", loader) : List.of(),
                    byHand);
            transports = known;
        }
        return known;
    }

    /** @throws dev.fastmcp.api.error.TransportSelectionException if one cannot be loaded */
    public List<AuthProvider> authProviders() {
        List<AuthProvider> known = authProviders;
        if (known == null) {
            known = discovery
                    ? PluginDiscovery.discover(AuthProvider.class, "A provider of authentication", loader)
                    : List.of();
            authProviders = known;
        }
        return known;
    }
}
