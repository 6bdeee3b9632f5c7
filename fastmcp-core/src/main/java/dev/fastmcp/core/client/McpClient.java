package dev.fastmcp.core.client;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.MessageCodec;
import dev.fastmcp.core.protocol.ClientOptions;
import dev.fastmcp.core.protocol.Connection;
import dev.fastmcp.core.protocol.Negotiator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client: a transport, its options, and the connection its leases share. */
public final class McpClient<T extends ClientTransport> implements Client<T> {

    private final T transport;
    private final ClientOptions options;
    private final MessageCodec messages;
    private final JsonCodec values;
    private final SharedConnection connection;
    private final Negotiator negotiator;
    private final Subscriptions subscriptions = new Subscriptions();
    private volatile @Nullable LoggingLevel logLevel;

    /**
     * Creates a client, which connects to nothing yet.
     *
     * @param messages reads and writes messages
     * @param values reads and writes what is in them
     */
    public McpClient(T transport, ClientOptions options, MessageCodec messages, JsonCodec values) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.options = options;
        this.messages = messages;
        this.values = values;
        this.negotiator = new Negotiator(transport, options, messages, values);
        this.connection = new SharedConnection(transport.endpoint(), this::open);
    }

    /** Called by one attempt at a time. */
    private Connection open() throws InterruptedException {
        Connection opened = negotiator.connect();
        if (options.cache().isPresent()) {
            options.cache().get().connected();
        }
        subscriptions.renew(opened.engine());
        LoggingLevel level = logLevel;
        if (level != null && opened.engine().server().capabilities().logging().isPresent()) {
            opened.engine().setLogLevel(level);
        }
        return opened;
    }

    @Override
    public ClientSession connect() {
        return lend(false);
    }

    /** Takes a lease that closes the client when it is given back. */
    Lease connectOnce() {
        return lend(true);
    }

    private Lease lend(boolean closesClient) {
        return new Lease(this, connection.lease().engine().server(), closesClient);
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    SharedConnection connection() {
        return connection;
    }

    ClientOptions options() {
        return options;
    }

    /** Who connects. */
    public Implementation clientInfo() {
        return options.clientInfo();
    }

    /** Another client of the same transport, which is not closed with it. */
    McpClient<ClientTransport> sibling(ClientOptions others) {
        return new McpClient<>(new LentTransport(transport), others, messages, values);
    }

    JsonCodec values() {
        return values;
    }

    void setLogLevel(LoggingLevel level) {
        connection.get().engine().setLogLevel(level);
        logLevel = level;
    }

    @Override
    public T transport() {
        return transport;
    }

    @Override
    public void close() {
        connection.close();
        transport.close();
    }

    @Override
    public String toString() {
        return "Client[" + transport.endpoint() + "]";
    }
}
