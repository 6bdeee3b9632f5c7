package dev.fastmcp.core.server.http;

import com.sun.net.httpserver.HttpServer;
import dev.fastmcp.api.spi.MessageCodec;
import dev.fastmcp.core.server.ServerCore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that listens. */
public final class HttpEndpointServer implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fastmcp-http-server-", 0).factory());
    private final Endpoint endpoint;

    /**
     * Begins to listen.
     *
     * @param hosts names that requests may use for this server, in lower case, without ports
     * @param origins origins of pages that may ask, beside those of the hosts
     * @param token what must be shown; empty for nothing
     * @throws IOException if the address is taken
     */
    public HttpEndpointServer(
            ServerCore core,
            MessageCodec codec,
            InetSocketAddress address,
            String path,
            Set<String> hosts,
            Set<String> origins,
            Optional<String> token,
            int maxBodyBytes)
            throws IOException {
        endpoint = new Endpoint(core, codec, path, new Guard(hosts, origins, token), maxBodyBytes);
        server = HttpServer.create(address, BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", endpoint::handle);
        server.start();
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        endpoint.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
