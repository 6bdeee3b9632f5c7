package dev.fastmcp.core.client;

import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.core.transport.TransportDiscovery;
import dev.fastmcp.core.transport.TransportRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a builder that is about finding a transport. Not thread-safe. */
final class TransportChoice {

    private final List<TransportFactory> factories = new ArrayList<>();
    private @Nullable String id;
    private boolean discovery = true;
    private @Nullable ClassLoader loader;
    private Limits limits = Limits.DEFAULT;

    void add(TransportFactory factory) {
        factories.add(Objects.requireNonNull(factory, "factory"));
    }

    void id(String wanted) {
        id = Objects.requireNonNull(wanted, "transportId");
    }

    void discovery(boolean wanted) {
        discovery = wanted;
    }

    void loader(ClassLoader wanted) {
        loader = Objects.requireNonNull(wanted, "loader");
    }

    void limits(Limits wanted) {
        limits = wanted;
    }

    ClientTransport choose(Object source) {
        List<TransportFactory> discovered = discovery ? TransportDiscovery.discover(loader) : List.of();
        Limits given = limits;
        return new TransportRegistry(discovered, factories).create(source, Optional.ofNullable(id), () -> given);
    }
}
