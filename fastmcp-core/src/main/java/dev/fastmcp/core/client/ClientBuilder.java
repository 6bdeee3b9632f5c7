package dev.fastmcp.core.client;

import dev.fastmcp.api.CacheOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ElicitationHandler;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.Extension;
import dev.fastmcp.api.Interceptor;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.LogListener;
import dev.fastmcp.api.NotificationListener;
import dev.fastmcp.api.OutputValidation;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.ResourceListener;
import dev.fastmcp.api.SamplingHandler;
import dev.fastmcp.api.UrlElicitationHandler;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.core.cache.ResponseCache;
import dev.fastmcp.core.protocol.ClientOptions;
import dev.fastmcp.core.protocol.Handlers;
import dev.fastmcp.core.protocol.Listeners;
import dev.fastmcp.core.schema.OutputCheck;
import dev.fastmcp.core.transport.Plugins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects options and checks them. */
final class ClientBuilder<T extends ClientTransport> implements Client.Builder<T> {

    static final ClientOptions USUAL = ClientOptions.usual(LibraryInfo.IMPLEMENTATION, Listeners.NONE);

    private final ClientFactory factory;
    private final Function<TransportChoice, T> transport;
    private final TransportChoice choice = new TransportChoice();
    private final List<LogListener> logListeners = new ArrayList<>();
    private final List<NotificationListener> notificationListeners = new ArrayList<>();
    private final List<ListChangedListener> listChangedListeners = new ArrayList<>();
    private final List<ResourceListener> resourceListeners = new ArrayList<>();
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final Map<String, Extension> extensions = new LinkedHashMap<>();
    private boolean tasks = USUAL.tasks();
    private Optional<SamplingHandler> sampling = Optional.empty();
    private Set<SamplingHandler.Feature> samplingFeatures = Set.of();
    private Optional<ElicitationHandler> elicitation = Optional.empty();
    private Optional<UrlElicitationHandler> urlElicitation = Optional.empty();
    private Optional<Supplier<List<Root>>> roots = Optional.empty();
    private Duration totalTimeout = USUAL.totalTimeout();
    private boolean progressRestartsTimeout = USUAL.progressRestartsTimeout();
    private Duration timeout = USUAL.timeout();
    private Duration connectTimeout = USUAL.connectTimeout();
    private Duration probeTimeout = USUAL.probeTimeout();
    private Era era = USUAL.era();
    private Optional<ProtocolVersion> version = Optional.empty();
    private Implementation clientInfo = USUAL.clientInfo();
    private Optional<ProgressListener> progressListener = Optional.empty();
    private OutputValidation outputValidation = OutputValidation.OFF;
    private Limits limits = USUAL.limits();
    private Optional<CacheOptions> cache = Optional.empty();

    ClientBuilder(ClientFactory factory, Function<TransportChoice, T> transport) {
        this.factory = factory;
        this.transport = transport;
    }

    @Override
    public ClientBuilder<T> timeout(Duration duration) {
        timeout = notNegative("timeout", duration);
        return this;
    }

    @Override
    public ClientBuilder<T> connectTimeout(Duration duration) {
        connectTimeout = notNegative("connectTimeout", duration);
        choice.connectTimeout(duration);
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
    public ClientBuilder<T> era(Era wanted) {
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
    public Client.Builder<T> onListChanged(ListChangedListener listener) {
        listChangedListeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    @Override
    public Client.Builder<T> onResourceUpdated(ResourceListener listener) {
        resourceListeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    @Override
    public Client.Builder<T> onSampling(SamplingHandler handler, SamplingHandler.Feature... features) {
        sampling = Optional.of(handler);
        samplingFeatures = Set.of(features);
        return this;
    }

    @Override
    public Client.Builder<T> onElicitation(ElicitationHandler handler) {
        elicitation = Optional.of(handler);
        return this;
    }

    @Override
    public Client.Builder<T> onUrlElicitation(UrlElicitationHandler handler) {
        urlElicitation = Optional.of(handler);
        return this;
    }

    @Override
    public Client.Builder<T> roots(Supplier<List<Root>> current) {
        roots = Optional.of(current);
        return this;
    }

    @Override
    public Client.Builder<T> totalTimeout(Duration duration) {
        totalTimeout = notNegative("totalTimeout", duration);
        return this;
    }

    @Override
    public Client.Builder<T> progressRestartsTimeout() {
        progressRestartsTimeout = true;
        return this;
    }

    @Override
    public Client.Builder<T> extension(Extension extension) {
        if (!extension.id().matches("[A-Za-z0-9.-]+/[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("extension id \"" + extension.id()
                    + "\" must be a prefix, a slash and a name, such as com.example/quotas");
        }
        extensions.put(extension.id(), extension);
        return this;
    }

    @Override
    public Client.Builder<T> tasks(boolean allowed) {
        tasks = allowed;
        return this;
    }

    @Override
    public Client.Builder<T> interceptor(Interceptor interceptor) {
        interceptors.add(Objects.requireNonNull(interceptor, "interceptor"));
        return this;
    }

    @Override
    public Client.Builder<T> outputValidation(OutputValidation validation) {
        outputValidation = Objects.requireNonNull(validation, "validation");
        return this;
    }

    @Override
    public Client.Builder<T> headers(RequestHeaders headers) {
        choice.headers(headers);
        return this;
    }

    @Override
    public Client.Builder<T> auth(String spec) {
        choice.auth(spec);
        return this;
    }

    @Override
    public Client.Builder<T> auth(Authentication authentication) {
        choice.auth(authentication);
        return this;
    }

    @Override
    public Client.Builder<T> unverifiedTls() {
        choice.unverifiedTls();
        return this;
    }

    @Override
    public Client.Builder<T> cache(CacheOptions options) {
        cache = Optional.of(options);
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

    /** Chooses the transport from these. */
    ClientBuilder<T> plugins(Plugins shared) {
        choice.plugins(shared);
        return this;
    }

    @Override
    public McpClient<T> build() {
        if (era != Era.AUTO && version.isPresent() && version.get().era() != era) {
            throw new IllegalArgumentException("era " + era + " and protocol version " + version.get()
                    + " contradict each other: leave one of them out");
        }
        choice.era(version.map(ProtocolVersion::era).orElse(era));
        List<LogListener> listeners =
                logListeners.isEmpty() ? List.of(new LogToSystemLogger()) : List.copyOf(logListeners);
        ClientOptions options = new ClientOptions(
                timeout,
                connectTimeout,
                probeTimeout,
                totalTimeout,
                progressRestartsTimeout,
                era,
                version,
                clientInfo,
                new Listeners(
                        progressListener, listeners, listChangedListeners, resourceListeners, notificationListeners),
                new Handlers(sampling, samplingFeatures, elicitation, urlElicitation, roots, Optional.empty()),
                tasks,
                List.copyOf(extensions.values()),
                interceptors,
                OutputCheck.of(outputValidation),
                limits,
                cache.isPresent() ? Optional.of(new ResponseCache(cache.get(), factory.values())) : Optional.empty());
        return factory.create(transport.apply(choice), options);
    }
}
