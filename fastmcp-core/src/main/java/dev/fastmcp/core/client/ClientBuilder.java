package dev.fastmcp.core.client;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.LogListener;
import dev.fastmcp.api.NotificationListener;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.core.protocol.ClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Collects options and checks them. */
final class ClientBuilder<T extends ClientTransport> implements Client.Builder<T> {

    private final ClientFactory factory;
    private final Function<TransportChoice, T> transport;
    private final TransportChoice choice = new TransportChoice();
    private final List<LogListener> logListeners = new ArrayList<>();
    private final List<NotificationListener> notificationListeners = new ArrayList<>();
    private Duration timeout = Duration.ofSeconds(60);
    private Duration connectTimeout = Duration.ofSeconds(30);
    private Duration probeTimeout = Duration.ofSeconds(2);
    private Era era = Era.AUTO;
    private Optional<ProtocolVersion> version = Optional.empty();
    private Implementation clientInfo = LibraryInfo.IMPLEMENTATION;
    private Optional<ProgressListener> progressListener = Optional.empty();
    private Limits limits = Limits.DEFAULT;

    ClientBuilder(ClientFactory factory, Function<TransportChoice, T> transport) {
        this.factory = factory;
        this.transport = transport;
    }

    @Override
    public Client.Builder<T> timeout(Duration duration) {
        timeout = notNegative("timeout", duration);
        return this;
    }

    @Override
    public Client.Builder<T> connectTimeout(Duration duration) {
        connectTimeout = notNegative("connectTimeout", duration);
        return this;
    }

    @Override
    public Client.Builder<T> probeTimeout(Duration duration) {
        if (notNegative("probeTimeout", duration).isZero()) {
            throw new IllegalArgumentException("probeTimeout is zero: give a positive duration, or pin an era");
        }
        probeTimeout = duration;
        return this;
    }

    private static Duration notNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    name + " is " + duration + ": give a positive duration, or zero for no limit");
        }
        return duration;
    }

    @Override
    public Client.Builder<T> era(Era wanted) {
        era = Objects.requireNonNull(wanted, "era");
        return this;
    }

    @Override
    public Client.Builder<T> protocolVersion(ProtocolVersion wanted) {
        version = Optional.of(wanted);
        return this;
    }

    @Override
    public Client.Builder<T> clientInfo(Implementation info) {
        clientInfo = Objects.requireNonNull(info, "info");
        return this;
    }

    @Override
    public Client.Builder<T> onProgress(ProgressListener listener) {
        progressListener = Optional.of(listener);
        return this;
    }

    @Override
    public Client.Builder<T> onLog(LogListener listener) {
        logListeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    @Override
    public Client.Builder<T> onNotification(NotificationListener listener) {
        notificationListeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    @Override
    public Client.Builder<T> headers(RequestHeaders headers) {
        choice.headers(headers);
        return this;
    }

    @Override
    public Client.Builder<T> unverifiedTls() {
        choice.unverifiedTls();
        return this;
    }

    @Override
    public Client.Builder<T> limits(Limits wanted) {
        limits = Objects.requireNonNull(wanted, "limits");
        choice.limits(wanted);
        return this;
    }

    @Override
    public Client.Builder<T> transportFactory(TransportFactory added) {
        choice.add(added);
        return this;
    }

    @Override
    public Client.Builder<T> transport(String transportId) {
        choice.id(transportId);
        return this;
    }

    @Override
    public Client.Builder<T> discovery(boolean discovery) {
        choice.discovery(discovery);
        return this;
    }

    @Override
    public Client.Builder<T> pluginLoader(ClassLoader loader) {
        choice.loader(loader);
        return this;
    }

    @Override
    public McpClient<T> build() {
        if (era != Era.AUTO && version.isPresent() && version.get().era() != era) {
            throw new IllegalArgumentException("era " + era + " and protocol version " + version.get()
                    + " contradict each other: leave one of them out");
        }
        List<LogListener> listeners =
                logListeners.isEmpty() ? List.of(new LogToSystemLogger()) : List.copyOf(logListeners);
        ClientOptions options = new ClientOptions(
                timeout,
                connectTimeout,
                probeTimeout,
                era,
                version,
                clientInfo,
                progressListener,
                listeners,
                List.copyOf(notificationListeners),
                limits);
        return factory.create(transport.apply(choice), options);
    }
}
