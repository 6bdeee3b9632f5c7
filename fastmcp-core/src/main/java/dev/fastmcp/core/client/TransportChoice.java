package dev.fastmcp.core.client;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.core.transport.AuthProviders;
import dev.fastmcp.core.transport.Plugins;
import java.time.Duration;
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
    private @Nullable Plugins shared;
    private Era era = Era.AUTO;
    private Duration connectTimeout = ClientBuilder.USUAL.connectTimeout();
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

    /** Chooses from these, in place of what is described here. */
    void plugins(Plugins wanted) {
        shared = wanted;
    }

    void era(Era wanted) {
        era = wanted;
    }

    void connectTimeout(Duration wanted) {
        connectTimeout = wanted;
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
        Plugins plugins = shared == null ? new Plugins(factories, discovery, loader) : shared;
        Given given = new Given(limits, headers, unverifiedTls, authentication(plugins), plugins, era, connectTimeout);
        return plugins.transports().create(source, Optional.ofNullable(id), given);
    }

    private Optional<Authentication> authentication(Plugins plugins) {
        return authSpec == null
                ? Optional.ofNullable(authentication)
                : Optional.of(AuthProviders.create(authSpec, plugins.authProviders()));
    }

    private record Given(
            Limits limits,
            RequestHeaders headers,
            boolean unverifiedTls,
            Optional<Authentication> authentication,
            Plugins plugins,
            Era era,
            Duration connectTimeout)
            implements Plugins.Context {}
}
