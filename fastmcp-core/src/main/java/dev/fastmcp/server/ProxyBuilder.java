package dev.fastmcp.server;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.core.client.McpClient;
import dev.fastmcp.core.proxy.Proxy;
import dev.fastmcp.core.server.CacheHint;
import dev.fastmcp.core.server.ServerCore;
import dev.fastmcp.core.wiring.CoreInjector;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes a server that does what another one does. Not thread-safe. */
public final class ProxyBuilder {

    private final Object source;
    private ProxySessions sessions = ProxySessions.PER_CLIENT;
    private @Nullable Set<String> headers;
    private boolean hidesErrors;

    ProxyBuilder(Object source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Sets how clients share connections.
     *
     * @param wanted {@link ProxySessions#PER_CLIENT} by default
     * @return this
     */
    public ProxyBuilder sessions(ProxySessions wanted) {
        sessions = Objects.requireNonNull(wanted, "wanted");
        return this;
    }

    /**
     * Hands on HTTP headers of the clients' requests, where they come over HTTP: those that carry no credentials and belong to nobody, and those that are named here. Without this method none are handed on.
     *
     * <p>Those that are named, as the latest request of a client had them, also go with what the proxy sends by itself for this client: the handshake with the server behind, subscriptions, notifications. This is not so with {@link ProxySessions#SHARED}, where what is sent
     * by itself belongs to nobody. Values that are not ASCII are handed on byte for byte, and headers that no request can carry are left out.
     *
     * @param named more headers, such as {@code Authorization}: the server behind gets what was meant for the proxy
     * @return this
     * @throws IllegalArgumentException if one of them belongs to the connection or the protocol
     * @see dev.fastmcp.api.http.RequestHeaders#forwarding
     */
    public ProxyBuilder forwardHeaders(String... named) {
        Set<String> wanted = new LinkedHashSet<>(Arrays.asList(named));
        RequestHeaders.forwarding(Map.of(), wanted);
        headers = wanted;
        return this;
    }

    /**
     * Keeps to itself why the other server could not be asked, which may name its address or its command. By default clients are told. Errors that the other server answers with are handed on in any case.
     *
     * @return this
     */
    public ProxyBuilder hideErrors() {
        hidesErrors = true;
        return this;
    }

    /**
     * Makes the proxy. Connects to nothing yet.
     *
     * @return the proxy; {@link FastMcpServer#close()} ends its connections
     * @throws dev.fastmcp.api.error.TransportSelectionException if no transport fits the source, or several do
     * @throws IllegalArgumentException if the transport cannot use the source
     */
    public FastMcpServer build() {
        boolean given = source instanceof Client<?>;
        McpClient<?> client = given ? clientOf(source) : CoreInjector.clients().patient(source);
        Proxy proxy = new Proxy(client, sessions == ProxySessions.SHARED, headers, hidesErrors);
        ServerCore core = new ServerCore(proxy::serve, FastMcpServer.INPUT_TIMEOUT, CacheHint.NONE);
        return new FastMcpServer("proxy of " + client.transport().endpoint(), core, () -> {
            proxy.close();
            if (!given) {
                client.close();
            }
        });
    }

    private static McpClient<?> clientOf(Object source) {
        if (source instanceof McpClient<?> client) {
            return client;
        }
        throw new IllegalArgumentException(
                "the client is a " + source.getClass().getName()
                        + ", which this proxy cannot use: make it with Client.of or Client.builder");
    }
}
