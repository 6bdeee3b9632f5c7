package dev.fastmcp.core.client;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.core.json.JsonRpcCodec;
import dev.fastmcp.core.protocol.ClientOptions;
import dev.fastmcp.core.transport.ConfigSources;
import java.time.Duration;

/** Makes clients out of options and the shared parts of the engine. Thread-safe. */
public final class ClientFactory {

    private final JsonCodec values;

    ClientFactory(JsonCodec values) {
        this.values = values;
    }

    /** Starts to build a client for a transport. */
    public <T extends ClientTransport> Client.Builder<T> builder(T transport) {
        return new ClientBuilder<>(this, choice -> choice.given(transport));
    }

    /** Starts to build a client whose transport is chosen when it is built. */
    public Client.Builder<ClientTransport> builderFor(Object source) {
        return chosen(source, ClientBuilder.USUAL.timeout());
    }

    /** Makes a client whose calls may take any time, unless the source itself says how long. */
    public McpClient<?> patient(Object source) {
        return of(source, Duration.ZERO).build();
    }

    /** Makes such a client for one server of several. */
    public McpClient<?> patient(TransportSource.Server server, Inherited inherited) {
        ClientBuilder<?> builder =
                of(server, Duration.ZERO).plugins(inherited.plugins()).connectTimeout(inherited.connectTimeout());
        builder.limits(inherited.limits());
        if (server.config().era().isEmpty()) {
            builder.era(inherited.era());
        }
        return builder.build();
    }

    /** Makes such a client for one server of several that is there already. */
    public McpClient<?> patient(ClientTransport transport, Inherited inherited) {
        return of(transport, Duration.ZERO)
                .era(inherited.era())
                .connectTimeout(inherited.connectTimeout())
                .build();
    }

    private ClientBuilder<?> of(Object source, Duration usualTimeout) {
        return source instanceof ClientTransport transport
                ? new ClientBuilder<>(this, choice -> choice.given(transport)).timeout(usualTimeout)
                : chosen(source, usualTimeout);
    }

    /** @param usualTimeout of a call, unless the source says otherwise */
    private ClientBuilder<ClientTransport> chosen(Object source, Duration usualTimeout) {
        Object resolved = ConfigSources.resolved(source);
        ClientBuilder<ClientTransport> builder =
                new ClientBuilder<>(this, choice -> choice.choose(resolved)).timeout(usualTimeout);
        if (resolved instanceof TransportSource.Server server) {
            ConfiguredOptions.apply(server, builder);
        }
        return builder;
    }

    /** Makes a client and takes a lease that closes it. */
    public ClientSession connect(Object source) {
        McpClient<?> client = of(source, ClientBuilder.USUAL.timeout()).build();
        boolean connected = false;
        try {
            ClientSession session = client.connectOnce();
            connected = true;
            return session;
        } finally {
            if (!connected) {
                client.close();
            }
        }
    }

    JsonCodec values() {
        return values;
    }

    <T extends ClientTransport> McpClient<T> create(T transport, ClientOptions options) {
        return new McpClient<>(transport, options, new JsonRpcCodec(values, options.limits()), values);
    }
}
