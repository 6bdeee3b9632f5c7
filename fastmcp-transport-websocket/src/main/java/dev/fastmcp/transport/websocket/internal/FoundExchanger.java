package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.api.spi.HttpExchangerProvider;
import java.io.IOException;
import java.net.URI;
import java.util.ServiceLoader;

/** Finds an HTTP engine when the first request needs one: this module has none. */
public final class FoundExchanger implements HttpExchanger {

    private final URI server;

    /**
     * Creates an exchanger that has not looked yet.
     *
     * @param server the address of the server, as an http or https address
     */
    public FoundExchanger(URI server) {
        this.server = server;
    }

    @Override
    public Response send(Request request) throws IOException, InterruptedException {
        HttpExchangerProvider provider = ServiceLoader.load(
                        HttpExchangerProvider.class, FoundExchanger.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IOException(request + " cannot be sent: WebSocket has no HTTP engine of its own;"
                        + " add dev.fastmcp:fastmcp-transport-http"));
        return provider.create(server, UrlPolicy.DEFAULT).send(request);
    }
}
