package dev.fastmcp.core.client;

import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.AuthProvider;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.core.transport.AuthProviders;
import dev.fastmcp.core.transport.PluginDiscovery;
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
    private RequestHeaders headers = RequestHeaders.NONE;
    private boolean unverifiedTls;
    private @Nullable Authentication authentication;
    private @Nullable String authSpec;

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

    void headers(RequestHeaders wanted) {
        headers = Objects.requireNonNull(wanted, "headers");
    }

    void unverifiedTls() {
        unverifiedTls = true;
    }

    void auth(String spec) {
        authSpec = Objects.requireNonNull(spec, "spec");
        authentication = null;
    }

    void auth(Authentication wanted) {
        authentication = Objects.requireNonNull(wanted, "authentication");
        authSpec = null;
    }

    /** For transports that were not chosen here, and so do not hear of options. */
    <T extends ClientTransport> T given(T transport) {
        if (!headers.asMap().isEmpty() || unverifiedTls || authentication != null || authSpec != null) {
            throw new IllegalStateException(
                    "the transport is given as an object, so its headers, its authentication and"
                            + " its TLS must be set there and not here");
        }
        return transport;
    }

    ClientTransport choose(Object source) {
        List<TransportFactory> discovered =
                discovery ? PluginDiscovery.discover(TransportFactory.class, "A transport", loader) : List.of();
        return new TransportRegistry(discovered, factories)
                .create(source, Optional.ofNullable(id), new Given(limits, headers, unverifiedTls, authentication()));
    }

    private Optional<Authentication> authentication() {
        String spec = authSpec;
        if (spec == null) {
            return Optional.ofNullable(authentication);
        }
        List<AuthProvider> installed = discovery
                ? PluginDiscovery.discover(AuthProvider.class, "A provider of authentication", loader)
                : List.of();
        return Optional.of(AuthProviders.create(spec, installed));
    }

    private record Given(
            Limits limits, RequestHeaders headers, boolean unverifiedTls, Optional<Authentication> authentication)
            implements TransportContext {}
}
