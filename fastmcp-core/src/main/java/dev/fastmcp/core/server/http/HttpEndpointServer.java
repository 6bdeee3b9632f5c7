package dev.fastmcp.core.server.http;

import com.sun.net.httpserver.HttpServer;
import dev.fastmcp.api.spi.MessageCodec;
import dev.fastmcp.core.server.ServerCore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that listens. */
public final class HttpEndpointServer implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fastmcp-http-server-", 0).factory());
    private final Patience patience;
    private final Endpoint endpoint;

    /**
     * Begins to listen.
     *
     * @param path where messages are taken
     * @param guard decides who may ask
     * @throws IOException if the address is taken
     */
    public HttpEndpointServer(
            ServerCore core, MessageCodec codec, InetSocketAddress address, String path, Guard guard, HttpLimits limits)
            throws IOException {
        server = HttpServer.create(address, BACKLOG);
        patience = new Patience(limits.ioTimeout());
        endpoint = new Endpoint(core, codec, path, guard, limits, patience);
        server.setExecutor(task -> threads.execute(() -> begin(task)));
        server.createContext("/", endpoint::handle);
        server.start();
    }

    /** The task reads the head of a request before it gives it to the endpoint. */
    private void begin(Runnable task) {
        patience.begin();
        try {
            task.run();
        } finally {
            patience.end();
        }
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
        patience.close();
    }
}
